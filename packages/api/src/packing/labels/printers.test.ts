import type { BagLabels } from '@opentuan/core';
import { describe, expect, test } from 'vitest';
import { escposOf } from './escpos.ts';
import { encodeGb18030 } from './gb18030.ts';
import { pageOfLabels } from './label-page.ts';
import { tsplOf } from './tspl.ts';

const line = { title: '苹果', pieces: 3, unit: '斤', note: '要脆的', gift: false, grams: 1432 };
const label = {
  number: 12,
  bag: 1,
  bags: 2,
  pickupPointId: 'pnt_east',
  point: '东门驿站',
  window: '11-24 16:00',
  customer: '王*',
  pieces: 3,
  lines: [line],
  note: '放门口',
  qr: 'ord_1',
};
const wanted = (labels: Partial<BagLabels>): BagLabels => ({
  campaignId: 'cam_today',
  title: '今日团',
  pickupDate: '2026-11-24',
  final: true,
  paper: 'label',
  width: 58,
  encoding: 'gb18030',
  locale: 'zh-CN',
  labels: [label],
  nextCursor: null,
  ...labels,
});

/** Bytes as people read them: what is printable as it is, the rest as hexadecimal. */
const shown = (bytes: Uint8Array) =>
  [...bytes]
    .map((byte) =>
      byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `<${byte.toString(16).padStart(2, '0')}>`,
    )
    .join('');
const chinese = (bytes: Uint8Array) => new TextDecoder('gb18030').decode(bytes);

describe('GB18030', () => {
  test('every two-byte character of the standard is encoded as the platform decodes it', () => {
    const decoder = new TextDecoder('gb18030');
    let checked = 0;
    for (let code = 0x4e00; code <= 0x9fa5; code += 1) {
      const text = String.fromCodePoint(code);
      expect(decoder.decode(encodeGb18030(text))).toBe(text);
      checked += 1;
    }
    expect(checked).toBe(20_902);
    expect(shown(encodeGb18030('张**，A1：×'))).toBe('<d5><c5>**<a3><ac>A1<a3><ba><a1><c1>');
  });

  test('what has no two-byte form is printed as 〓, never as a byte of something else', () => {
    expect(chinese(encodeGb18030('王😀姐'))).toBe('王〓姐');
  });
});

describe('ESC/POS', () => {
  test('the bytes of a label on a roll of 58 mm', () => {
    const bytes = escposOf(wanted({}));
    expect(shown(bytes)).toBe(
      [
        '<1b>@<1c>&<1b>a<01><1b>E<01><1d>!312<0a><1d>!<11><cd><f5>*<0a><1d>!<00><b6><ab><c3><c5><e6><e4><d5><be><0a><1b>E<00>',
        '11-24 16:00                  1/2<0a><1b>a<00>--------------------------------<0a>',
        '<c6><bb><b9><fb>                  3 <bd><ef> 1432g<0a>  * <d2><aa><b4><e0><b5><c4><0a>--------------------------------<0a><b7><c5><c3><c5><bf><da><0a>',
        '<1b>a<01><1d>(k<04><00>1A2<00><1d>(k<03><00>1C<04><1d>(k<03><00>1E1<1d>(k<08><00>1P0ord_1<1d>(k<03><00>1Q0<0a><1d>VB<03>',
      ].join(''),
    );
  });

  test('80 mm has 48 columns; UTF-8 is chosen by its own command; two labels are cut apart', () => {
    const bytes = escposOf(
      wanted({ width: 80, encoding: 'utf8', labels: [label, { ...label, number: 13 }] }),
    );
    const text = new TextDecoder().decode(bytes);
    expect(text).toContain('-'.repeat(48));
    expect(text).toContain(`11-24 16:00${' '.repeat(34)}1/2`);
    expect(text).toContain('苹果');
    expect(shown(bytes)).toContain('<1b>@<1c>(C<02><00>0<02>');
    expect(shown(bytes).split('<1d>VB<03>')).toHaveLength(3);
  });

  test('long names are cut inside no character and never run over the row', () => {
    const long = { ...line, title: '云南昭通丑苹果冰糖心红富士特大果王', note: '', unit: '箱', grams: null };
    const bytes = escposOf(wanted({ labels: [{ ...label, note: '', lines: [long] }] }));
    expect(chinese(bytes)).toContain('云南昭通丑苹果冰糖心红富..  3 箱\n');
  });

  test('Security: no name becomes a command of the printer', () => {
    const evil = { ...line, title: 'a\u001b@\u001dVB\u0003b', note: '\u0010\u0014' };
    const bytes = shown(escposOf(wanted({ labels: [{ ...label, lines: [evil], customer: '\u001b*' }] })));
    expect(bytes.split('<1d>VB')).toHaveLength(2);
    expect(bytes.split('<1b>@')).toHaveLength(2);
    expect(bytes).not.toContain('<10>');
  });
});

describe('TSPL', () => {
  test('the text of a label of 40 × 60 mm', () => {
    expect(chinese(tsplOf(wanted({}))).split('\r\n')).toEqual([
      'SIZE 40 mm,60 mm',
      'GAP 2 mm,0 mm',
      'DIRECTION 1',
      'CLS',
      'TEXT 8,8,"5",0,2,2,"12"',
      'TEXT 276,16,"TSS24.BF2",0,1,1,"1/2"',
      'TEXT 276,56,"TSS24.BF2",0,1,1,"王*"',
      'TEXT 8,112,"TSS24.BF2",0,1,1,"东门驿站"',
      'TEXT 8,142,"TSS24.BF2",0,1,1,"11-24 16:00"',
      'BAR 8,180,304,3',
      'TEXT 8,196,"TSS24.BF2",0,1,1,"苹果           3 斤 1432g"',
      'TEXT 8,222,"TSS24.BF2",0,1,1,"* 要脆的"',
      'TEXT 8,248,"TSS24.BF2",0,1,1,"* 放门口"',
      'QRCODE 208,372,M,3,A,0,"ord_1"',
      'PRINT 1,1',
      '',
    ]);
  });

  test('Security: a quotation mark ends no text, a line end starts no command', () => {
    const evil = { ...label, customer: '"\r\nPRINT 99', note: '"\n', lines: [] };
    const rows = chinese(tsplOf(wanted({ labels: [evil] }))).split('\r\n');
    expect(rows.filter((row) => row.startsWith('PRINT'))).toEqual(['PRINT 1,1']);
    expect(rows).toContain('TEXT 216,56,"TSS24.BF2",0,1,1,"\\["]  PRI.."');
  });

  test('in UTF-8 the printer is told so', () => {
    const text = new TextDecoder().decode(tsplOf(wanted({ encoding: 'utf8' })));
    expect(text).toContain('CODEPAGE UTF-8\r\n');
    expect(text).toContain('"0",0,1,1,"东门驿站"');
  });
});

describe('the page', () => {
  test('a label of its own size, or twenty on A4; big number, masked name, no script, hostile names harmless', () => {
    const evil = { ...label, customer: '<img src=x onerror=alert(1)>' };
    const page = pageOfLabels(wanted({ labels: [evil] }));
    expect(page).toContain('@page{size:40mm 60mm;margin:0}');
    expect(page).toContain('<div class="number">12</div>');
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page).not.toMatch(/<script|<img/);
    expect(page).toContain('<svg');
    const many = pageOfLabels(
      wanted({ paper: 'a4', locale: 'en', labels: Array.from({ length: 41 }, () => label) }),
    );
    expect(many.split('class="sheet"')).toHaveLength(4);
    expect(many).toContain('@page{size:A4');
    expect(many).toContain('3 pieces');
  });
});
