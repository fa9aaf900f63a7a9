import { orders } from '../orders/tables.ts';
import { whichLeader } from '../commissions/which-leader.ts';
import { defineQuery } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { demand } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { isShop } from '../shop/demand-shop.ts';
import { readShop, type Shop } from '../shop/the-shop.ts';
import type { Row } from '../work.ts';
import { maskedAccount, maskedName, receiverView } from './receiver.ts';
import {
  listSettlementLinesSchema,
  listSettlementsSchema,
  receiverLeaderSchema,
  receiverSchema,
  settlementIdSchema,
  settlementLinePageSchema,
  settlementPageSchema,
  settlementSchema,
} from './schemas.ts';
import { attemptOf, descriptionOf, settlementView } from './settlement.ts';
import { receiverAccounts, type settlementLines, settlements } from './tables.ts';

/** A leader's receiver account, masked. Leaders see their own. Refuses: not_found. */
export const getReceiver = defineQuery({
  name: 'receivers.get',
  summary: "Read a leader's receiver account",
  input: receiverLeaderSchema,
  answer: receiverSchema,
  async read(reader, { leaderId: reference }, context) {
    const own = context.actor.kind === 'leader' ? context.actor.leaderId : undefined;
    demand(own !== undefined || isShop(context), 'not_found', { what: 'receivers', key: reference });
    const leaderId = own ?? (await ownIdOf(reader, leaders, reference)) ?? '';
    demand(own === undefined || own === reference, 'not_found', { what: 'receivers', key: reference });
    const [receiver] = await reader.table(receiverAccounts, 't."leaderId" = ?', [leaderId]);
    demand(receiver !== undefined, 'not_found', { what: 'receivers', key: reference });
    return receiverView(receiver);
  },
});

/** What of a statement goes through the provider, and what does not. Leaders see their own. Refuses: not_found. */
export const getSettlement = defineQuery({
  name: 'settlements.get',
  summary: 'Read a settlement',
  input: settlementIdSchema,
  answer: settlementSchema,
  async read(reader, { settlementId }, context) {
    const [settlement] = await reader.table(settlements, 't."id" = ?', [settlementId]);
    const own = context.actor.kind === 'leader' && context.actor.leaderId === settlement?.leaderId;
    demand(settlement !== undefined && (own || isShop(context)), 'not_found', {
      what: 'settlements',
      key: settlementId,
    });
    return settlementView(settlement, (await readShop(reader)).currency);
  },
});

/** Settlements, newest first. Leaders see their own. */
export const listSettlements = defineQuery({
  name: 'settlements.list',
  summary: 'List settlements',
  input: listSettlementsSchema,
  answer: settlementPageSchema,
  async read(reader, input, context) {
    const leaderId = await whichLeader(reader, input.leaderId, context);
    const page = pageAfter(input, 'createdAt');
    const filter = filterSql({ leaderId });
    const where = `${page.condition}${filter.sql} ${page.tail}`;
    const rows = await reader.table(settlements, where, [...page.params, ...filter.params]);
    const { currency } = await readShop(reader);
    return pageOf(rows, input, 'createdAt', (row) => settlementView(row, currency));
  },
});

type LineRow = Row<typeof settlementLines> &
  Pick<Row<typeof settlements>, 'receiverType' | 'receiverAccount' | 'receiverName'> & {
    readonly orderExternalId: string | null;
  };

/**
 * The settlement file: what the provider is to do, line by line, newest first. It names the receivers in full, so it is
 * for the shop; a leader sees the own lines with the account masked.
 */
export const listSettlementLines = defineQuery({
  name: 'settlements.lines',
  summary: 'Read the settlement file',
  input: listSettlementLinesSchema,
  answer: settlementLinePageSchema,
  async read(reader, input, context) {
    const leaderId = await whichLeader(reader, input.leaderId, context);
    const orderId = await ownIdOf(reader, orders, input.orderId);
    const page = pageAfter(input, 'createdAt');
    const { settlementId, kind, status } = input;
    const filter = filterSql({ settlementId, leaderId, orderId, kind, status });
    const rows = await reader.rows<LineRow>(
      `SELECT t.*, s."receiverType" AS "receiverType", s."receiverAccount" AS "receiverAccount",
         s."receiverName" AS "receiverName", d."externalId" AS "orderExternalId"
       FROM "settlement_lines" t JOIN "settlements" s ON s."id" = t."settlementId" JOIN "orders" d ON d."id" = t."orderId"
       WHERE ${page.condition}${filter.sql} ${page.tail}`,
      [...page.params, ...filter.params],
    );
    const shop = await readShop(reader);
    return pageOf(rows, input, 'createdAt', (row) => lineView(row, shop, isShop(context)));
  },
});

function lineView(line: LineRow, shop: Shop, inFull: boolean) {
  const { id, settlementId, statementId, leaderId, orderId, orderExternalId, kind, status } = line;
  const { paymentReference, reverses, reference, failure, receiverType } = line;
  return {
    number: id,
    settlementId,
    statementId,
    leaderId,
    orderId,
    orderExternalId,
    kind,
    receiverType,
    receiverAccount: inFull ? line.receiverAccount : maskedAccount(line.receiverAccount),
    receiverName: inFull ? line.receiverName : maskedName(line.receiverName),
    amount: money(line.amount, shop.currency),
    paymentReference,
    reverses: reverses === '' ? null : reverses,
    description: descriptionOf(line, shop),
    status,
    attempt: attemptOf(line),
    reference,
    failure,
    createdAt: instantText(line.createdAt),
    settledAt: instantOrNull(line.settledAt),
  };
}
