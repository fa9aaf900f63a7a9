import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { readShop } from '../shop/the-shop.ts';
import type { SqlValue } from '../storage/engine.ts';
import { claimView, maySeeClaim } from './claim.ts';
import { claimIdOnlySchema, claimPageSchema, claimSchema, listClaimsSchema } from './schemas.ts';
import { claims } from './tables.ts';

/** One claim. Customers and leaders see their own only. */
export const getClaim = defineQuery({
  name: 'claims.get',
  summary: 'Read a claim',
  input: claimIdOnlySchema,
  answer: claimSchema,
  async read(reader, { claimId }, { actor }) {
    const [claim] = await reader.table(claims, 't."id" = ?', [claimId]);
    demand(claim !== undefined && maySeeClaim(claim, actor), 'not_found', { what: 'claims', key: claimId });
    return claimView(claim, (await readShop(reader)).currency, actor);
  },
});

/** Claims, newest first. Customers and leaders see their own only. */
export const listClaims = defineQuery({
  name: 'claims.list',
  summary: 'List claims',
  input: listClaimsSchema,
  answer: claimPageSchema,
  async read(reader, input, { actor }) {
    demand(actor.kind !== 'storefront', 'not_allowed', { needs: 'a session' });
    const page = pageAfter(input, 'openedAt');
    const { status, campaignId, orderId, supplierId, pickupPointId } = input;
    const filters: [string, SqlValue | undefined][] = [
      ...Object.entries({ status, campaignId, orderId, supplierId, pickupPointId }),
      ['leaderId', actor.kind === 'leader' ? actor.leaderId : input.leaderId],
      ['customerId', actor.kind === 'customer' ? actor.customerId : undefined],
    ];
    const given = filters.filter(([, value]) => value !== undefined);
    const where = [page.condition, ...given.map(([name]) => `t."${name}" = ?`)].join(' AND ');
    const params = [...page.params, ...given.map(([, value]) => value ?? null)];
    const rows = await reader.table(claims, `${where} ${page.tail}`, params);
    const { currency } = await readShop(reader);
    return pageOf(rows, input, 'openedAt', (row) => claimView(row, currency, actor));
  },
});
