import { expect, test } from 'vitest';
import { sheetOfShrinkage } from './report-sheets.ts';

const none = { amount: 0, currency: 'CNY' };
const row = { lost: none, shareBasisPoints: null, rateBasisPoints: null };

test.each([
  ['stage', 'sorting', '分拣', 'Sorting'],
  ['fault', 'supplier', '供应商', 'Supplier'],
  ['reason', '压坏', '压坏', '压坏'],
] as const)('reports/shrinkage by %s: %s stands in the sheet as %s and %s', (by, id, zh, en) => {
  const report = { by, data: [{ id, label: id, ...row }] } as unknown as Parameters<
    typeof sheetOfShrinkage
  >[0];
  expect(sheetOfShrinkage(report, 'zh-CN').rows[0]?.slice(0, 2)).toEqual([id, zh]);
  expect(sheetOfShrinkage(report, 'en').rows[0]?.slice(0, 2)).toEqual([id, en]);
});
