import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { parsePickupPointList } from './pickup-point-list.ts';
import { readSheet } from './read-sheet.ts';
import { encodeUtf8 } from './utf8.ts';

const header = '编号;自提点;地址;纬度;经度;营业时间;团长';

async function parse(...rows: readonly string[]) {
  return parsePickupPointList(await readSheet(encodeUtf8([header, ...rows].join('\n'))));
}

/** A point whose position and hours are given. */
function point(latitude: string, longitude: string, hours = '16:00-20:30') {
  return parse(`P1;驿站;文一西路1500号;${latitude};${longitude};${hours};L1`);
}

describe('import: pickup points', () => {
  test('import: the sample, positions in micro-degrees, hours as opens and closes', async () => {
    const file = await readFile(new URL('../testing/sample/pickup-points.csv', import.meta.url));
    const list = parsePickupPointList(await readSheet(file));
    expect(list.problems).toEqual([]);
    expect(list.rows).toHaveLength(8);
    expect(list.rows[0]).toEqual({
      row: 2,
      externalId: 'P01',
      name: '幸福里东门驿站',
      address: '杭州市余杭区文一西路1500号幸福里东门',
      latitude: 30_281_700,
      longitude: 120_018_300,
      windows: [{ opens: '16:00', closes: '20:30' }],
      leaderExternalId: 'L01',
    });
  });

  test('import: a branch of the chain has no leader, a point may have no position', async () => {
    const list = await parse('P1;门店;文一西路1500号;;;07:00-22:00;');
    expect(list.rows[0]).toMatchObject({ latitude: null, longitude: null, leaderExternalId: null });
  });

  test('import: positions south and west, finer digits are rounded away', async () => {
    expect((await point('-33.868820', '-0.1278')).rows[0]).toMatchObject({
      latitude: -33_868_820,
      longitude: -127_800,
    });
    expect((await point('30.28170049', '120.01830051')).rows[0]).toMatchObject({
      latitude: 30_281_700,
      longitude: 120_018_301,
    });
    expect(Object.is((await point('-0.0', '0')).rows[0]?.latitude, 0)).toBe(true);
  });

  test.each([
    ['120.01830', '30.28170', '纬度', 'out_of_range'],
    ['30', '180.1', '经度', 'out_of_range'],
    ["30°16'54", '120', '纬度', 'not_a_position'],
    ['3e1', '120', '纬度', 'not_a_position'],
    ['30', '', '经度', 'missing'],
    ['', '120', '纬度', 'missing'],
  ])('import: position %j %j is a problem of %s', async (latitude, longitude, column, code) => {
    expect(await point(latitude, longitude)).toMatchObject({
      rows: [],
      problems: [{ row: 2, column, code }],
    });
  });

  test.each([
    ['16:00-20:30', ['16:00-20:30']],
    ['7:00-11:00', ['07:00-11:00']],
    ['１６：００～２０：３０', ['16:00-20:30']],
    ['16:00 至 20:30', ['16:00-20:30']],
    ['16:00–20:30', ['16:00-20:30']],
    ['07:00-11:00，16:00-20:30', ['07:00-11:00', '16:00-20:30']],
    ['07:00-11:00、11:00-20:30', ['07:00-11:00', '11:00-20:30']],
  ])('import: hours %s', async (text, expected) => {
    const windows = (await point('30', '120', text)).rows[0]?.windows ?? [];
    expect(windows.map(({ opens, closes }) => `${opens}-${closes}`)).toEqual(expected);
  });

  test.each([
    ['', 'missing'],
    ['全天', 'not_opening_hours'],
    ['16:00', 'not_opening_hours'],
    ['20:30-16:00', 'not_opening_hours'],
    ['16:00-16:00', 'not_opening_hours'],
    ['16:00-24:00', 'not_opening_hours'],
    ['16:60-20:00', 'not_opening_hours'],
    ['16:00-20:30,', 'not_opening_hours'],
    ['16:00-20:30,18:00-21:00', 'not_opening_hours'],
    ['16:00-20:30,07:00-11:00', 'not_opening_hours'],
  ])('import: hours %j are a problem', async (text, code) => {
    expect(await point('30', '120', text)).toMatchObject({
      rows: [],
      problems: [{ row: 2, column: '营业时间', code }],
    });
  });

  test('import: English headers', async () => {
    const text =
      'code,name,address,latitude,longitude,opening hours,leader\nP1,Shop,Road 1,30,120,07:00-22:00,L1\n';
    expect(parsePickupPointList(await readSheet(encodeUtf8(text))).rows).toHaveLength(1);
  });
});
