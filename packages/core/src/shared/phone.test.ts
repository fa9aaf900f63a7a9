import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskName, maskPhone, phoneNumber } from './phone.ts';

describe('R46 phone in E.164', () => {
  test.each([
    '13800138000',
    '138 0013 8000',
    '138-0013-8000',
    ' 13800138000 ',
    '+8613800138000',
    '+86 138 0013 8000',
    '+86-138-0013-8000',
    '8613800138000',
    '008613800138000',
    '0086-138-0013-8000',
    '+(86)13800138000',
    '１３８００１３８０００',
    '＋86 13800138000',
  ])('R46 phone: %s is +8613800138000', (text) => {
    expect(phoneNumber(text)).toBe('+8613800138000');
  });

  test('R46 phone: numbers of other countries with their code', () => {
    expect(phoneNumber('+49 151 23456789')).toBe('+4915123456789');
    expect(phoneNumber('+1 (212) 555-0100')).toBe('+12125550100');
    expect(phoneNumber('00852 6123 4567')).toBe('+85261234567');
    expect(phoneNumber('+86 571 8888 8888')).toBe('+8657188888888');
  });

  test.each([
    '',
    ' ',
    '12800138000',
    '1380013800',
    '138001380000',
    '+86138001380',
    '+86138001380000',
    '861380013800',
    '0571-88888888',
    '88888888',
    '+0123456789',
    '+1234567',
    '+1234567890123456',
    '138 0013 8000 转 12',
    '138O0138000',
    '13800138000,13900139000',
    '138\u000000138000',
    '微信同号',
    '++8613800138000',
    '8.6e12',
  ])('R46 phone: %j is none', (text) => {
    expect(phoneNumber(text)).toBeNull();
  });

  test('R46 phone: its one form is read as itself', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?\d{6,16}$/), (text) => {
        const phone = phoneNumber(text);
        if (phone !== null) expect(phoneNumber(phone)).toBe(phone);
      }),
    );
  });
});

describe('Security: phones and names are masked', () => {
  test('Security: a Chinese mobile shows three and four digits', () => {
    expect(maskPhone('+8613812345678')).toBe('138****5678');
    expect(maskPhone('138 1234 5678')).toBe('138****5678');
  });

  test('Security: other numbers show their ends and hide at least four digits', () => {
    expect(maskPhone('+4915123456789')).toBe('+491****6789');
    expect(maskPhone('+12345678')).toBe('+12****78');
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9]\d{7,14}$/), (phone) => {
        const digits = maskPhone(phone).replace(/\D/g, '').length;
        expect(phone.length - 1 - digits).toBeGreaterThanOrEqual(4);
      }),
    );
  });

  test('Security: a text that is no number shows nothing', () => {
    expect([maskPhone(''), maskPhone('小雨 138'), maskPhone('12345')]).toEqual(['****', '****', '****']);
  });

  test('Security: a name shows its first character: 小雨 → 小*', () => {
    expect(maskName('小雨')).toBe('小*');
    expect(maskName('东门小陈妈妈')).toBe('东*');
    expect(maskName('Momo')).toBe('M*');
    expect(maskName('雨')).toBe('雨*');
    expect(maskName('')).toBe('*');
    expect(maskName('  ')).toBe('*');
  });

  test('Security: the first grapheme, not the first code unit', () => {
    expect(maskName('👨‍👩‍👧的妈妈')).toBe('👨‍👩‍👧*');
    expect(maskName('e\u0301lise')).toBe('e\u0301*');
    expect(maskName('𠮷野家')).toBe('𠮷*');
  });

  test('Security: invisible characters in front are passed over', () => {
    expect(maskName('\u202E\u200B\u0000小雨')).toBe('小*');
  });
});
