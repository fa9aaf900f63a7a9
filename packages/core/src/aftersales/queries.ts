import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { readShop } from '../shop/the-shop.ts';
import type { SqlValue } from '../storage/engine.ts';
import { claimCounts, historyView } from './claim-history.ts';
import { claimView, maySeeClaim } from './claim.ts';
import { maySeeReplacement, replacementView } from './replacement.ts';
import {
  claimIdOnlySchema,
  claimPageSchema,
  claimSchema,
  listClaimsSchema,
  listReplacementsSchema,
  replacementIdSchema,
  replacementPageSchema,
  replacementSchema,
} from './schemas.ts';
import { claims, replacements } from './tables.ts';

/** One claim. Customers and leaders see their own only. */
export const getClaim = defineQuery({
  name: 'claims.get',
  summary: 'Read a claim',
  input: claimIdOnlySchema,
  answer: claimSchema,
  async read(reader, { claimId }, { actor, now }) {
    const [claim] = await reader.table(claims, 't."id" = ?', [claimId]);
    demand(claim !== undefined && maySeeClaim(claim, actor), 'not_found', { what: 'claims', key: claimId });
    const { currency, policies } = await readShop(reader);
    const counts = await claimCounts(reader, actor.kind === 'customer' ? [] : [claim.customerId], now);
    const history = historyView(counts.get(claim.customerId), policies, currency);
    return claimView(claim, currency, actor, history);
  },
});

/** By the clock, whether the tick has come to it or not (C15). */
const overdue = `t."status" IN ('open', 'proposed') AND coalesce(t."decideBy" <= CAST(? AS INTEGER), FALSE)`;

/** Claims, newest first. Customers and leaders see their own only. */
export const listClaims = defineQuery({
  name: 'claims.list',
  summary: 'List claims',
  input: listClaimsSchema,
  answer: claimPageSchema,
  async read(reader, input, { actor, now }) {
    demand(actor.kind !== 'storefront', 'not_allowed', { needs: 'a session' });
    const page = pageAfter(input, 'openedAt');
    const { status, campaignId, orderId, supplierId, pickupPointId } = input;
    const filters: [string, SqlValue | undefined][] = [
      ...Object.entries({ status, campaignId, orderId, supplierId, pickupPointId }),
      ['leaderId', actor.kind === 'leader' ? actor.leaderId : input.leaderId],
      ['customerId', actor.kind === 'customer' ? actor.customerId : undefined],
    ];
    const given = filters.filter(([, value]) => value !== undefined);
    const lying = input.overdue === undefined ? [] : [input.overdue ? overdue : `NOT (${overdue})`];
    const where = [page.condition, ...given.map(([name]) => `t."${name}" = ?`), ...lying].join(' AND ');
    const clock = lying.map(() => now);
    const params = [...page.params, ...given.map(([, value]) => value ?? null), ...clock];
    const rows = await reader.table(claims, `${where} ${page.tail}`, params);
    const { currency, policies } = await readShop(reader);
    const customers = actor.kind === 'customer' ? [] : rows.map(({ customerId }) => customerId);
    const counts = await claimCounts(reader, customers, now);
    return pageOf(rows, input, 'openedAt', (row) =>
      claimView(row, currency, actor, historyView(counts.get(row.customerId), policies, currency)),
    );
  },
});

/** Goods that come again, or were to. Customers and leaders see their own only. */
export const getReplacement = defineQuery({
  name: 'replacements.get',
  summary: 'Read goods that come again',
  input: replacementIdSchema,
  answer: replacementSchema,
  async read(reader, { replacementId }, { actor }) {
    const [row] = await reader.table(replacements, 't."id" = ?', [replacementId]);
    const seen = row !== undefined && maySeeReplacement(row, actor);
    demand(seen, 'not_found', { what: 'replacements', key: replacementId });
    return replacementView(row, (await readShop(reader)).currency);
  },
});

/** Goods that come again, newest first. Customers and leaders see their own only. */
export const listReplacements = defineQuery({
  name: 'replacements.list',
  summary: 'List goods that come again',
  input: listReplacementsSchema,
  answer: replacementPageSchema,
  async read(reader, input, { actor }) {
    demand(actor.kind !== 'storefront', 'not_allowed', { needs: 'a session' });
    const page = pageAfter(input, 'createdAt');
    const { status, claimId } = input;
    const filter = filterSql({
      status,
      claimId,
      leaderId: actor.kind === 'leader' ? actor.leaderId : input.leaderId,
      customerId: actor.kind === 'customer' ? actor.customerId : input.customerId,
    });
    const where = `${page.condition}${filter.sql} ${page.tail}`;
    const rows = await reader.table(replacements, where, [...page.params, ...filter.params]);
    const { currency } = await readShop(reader);
    return pageOf(rows, input, 'createdAt', (row) => replacementView(row, currency));
  },
});
