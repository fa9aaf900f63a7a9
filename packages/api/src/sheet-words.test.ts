import { domains, type AnyQuery } from '@opentuan/core';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { wordFor } from './sheet-words.ts';

/** Every code that an answer may have at a place, found in its JSON schema. */
function codesAt(query: AnyQuery, ...path: readonly string[]): readonly string[] {
  const schema = z.toJSONSchema(query.answer, { unrepresentable: 'any', io: 'input', reused: 'inline' });
  const defs = (schema.$defs ?? {}) as Record<string, unknown>;
  const meant = (node: unknown): Record<string, unknown> => {
    const one = node as Record<string, unknown>;
    const reference = one['$ref'];
    if (typeof reference === 'string') return meant(defs[reference.slice('#/$defs/'.length)]);
    const some = one['anyOf'];
    return Array.isArray(some) ? meant(some[0]) : one;
  };
  let node = meant(schema);
  for (const name of path)
    node = meant(name === '[]' ? node['items'] : (node['properties'] as Record<string, unknown>)[name]);
  return node['enum'] as readonly string[];
}

const {
  campaigns,
  campaignSeries,
  claims,
  orders,
  purchaseOrders,
  refunds,
  reports,
  settlements,
  shrinkages,
  statements,
} = domains;

test.each([
  ['orderStatus', orders.list, ['data', '[]', 'status']],
  ['movement', statements.lines, ['data', '[]', 'kind']],
  ['commission', statements.lines, ['data', '[]', 'commissionKind']],
  ['claimStatus', claims.list, ['data', '[]', 'status']],
  ['claimOutcome', claims.list, ['data', '[]', 'outcome']],
  ['refundStatus', refunds.list, ['data', '[]', 'status']],
  ['paidBackBy', refunds.list, ['data', '[]', 'paidBackBy']],
  ['transfer', settlements.lines, ['data', '[]', 'status']],
  ['churnRisk', reports.leaders, ['data', '[]', 'churnRisk']],
  ['suggestion', reports.products, ['data', '[]', 'suggestion']],
  ['phase', campaigns.progress, ['phase']],
  ['offerStatus', campaigns.progress, ['offers', '[]', 'status']],
  ['cutoffState', campaigns.progress, ['cutoffs', '[]', 'state']],
  ['belowMinimum', campaigns.progress, ['suppliers', '[]', 'onMiss']],
  ['plannedDate', campaignSeries.dates, ['data', '[]', 'state']],
  ['purchaseStatus', purchaseOrders.list, ['data', '[]', 'status']],
  ['supplierAnswer', purchaseOrders.list, ['data', '[]', 'supplierAnswer']],
  ['stage', shrinkages.get, ['stage']],
  ['cutoffFrom', campaigns.pickupDates, ['offers', '[]', 'cutoffFrom']],
] as const)('sheets: every code of %s is a word in both languages', (kind, query, path) => {
  const codes = codesAt(query, ...path);
  expect(codes.length).toBeGreaterThan(0);
  for (const code of codes) {
    expect(wordFor(kind, code, 'zh'), code).toMatch(/[\u4E00-\u9FFF]/);
    expect(wordFor(kind, code, 'en'), code).toMatch(/^[A-Z]/);
  }
});

test('sheets: a code that has no word yet is shown as it is', () => {
  expect(wordFor('phase', 'other', 'zh')).toBe('other');
});
