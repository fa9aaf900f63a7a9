import { expect, test } from 'vitest';

test('every entry can be imported where there is no page, as a server does that renders one', async () => {
  expect(Object.keys(await import('./index.ts')).toSorted()).toEqual([
    'TuanCampaign',
    'TuanLeader',
    'TuanLeaderCommission',
    'TuanLeaderHandover',
    'TuanOrder',
    'TuanProvider',
  ]);
  expect(Object.keys(await import('../index.ts'))).toContain('TuanCampaign');
});
