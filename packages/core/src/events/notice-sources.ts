import type { EventType } from './event.ts';
import type { NoticeSource } from './notice-row.ts';

/* How receivers and facts are found: SQL over the alias `e` of the event. */

export const ids = (row: string, name: string, column = 'id'): string => `'${name}', ${row}."${column}"`;
export const told = (name: string): string => `'${name}', e."data" ->> '${name}'`;
export const shop = `'shop'`;

export const orderJoin = `JOIN "orders" o ON o."id" = e."subject"`;
export const orderFacts = `${ids('o', 'orderId')}, ${ids('o', 'campaignId', 'campaignId')}`;
export const lineJoin = `JOIN "order_lines" l ON l."id" = e."subject"`;
export const lineFacts = `${ids('l', 'orderId', 'orderId')}, ${ids('l', 'orderLineId')}`;
export const claimJoin = `JOIN "claims" k ON k."id" = e."subject"`;
export const claimFacts = `'claimId', k."id", 'orderId', k."orderId", 'orderLineId', k."orderLineId", 'reason', k."reason", 'pieces', k."pieces"`;
export const replacementJoin = `JOIN "replacements" r ON r."id" = e."subject"`;
export const replacementFacts = `'claimId', r."claimId", 'orderLineId', r."orderLineId", 'pieces', r."pieces" - r."delivered"`;
/** The order that brings goods again, with its campaign: facts of where and when it is fetched. */
export const newOrderJoin = `${replacementJoin} JOIN "orders" o ON o."id" = e."data" ->> 'orderId' JOIN "campaigns" c ON c."id" = o."campaignId"`;
/** `16:00–17:00`: the booked time, else the windows of the round. */
export const newOrderFacts = `'newOrderId', o."id", 'campaignId', o."campaignId", 'pickupPointId', o."pickupPointId",
  'times', coalesce(o."slotOpens" || '–' || o."slotCloses", (SELECT group_concat((w.value ->> 'opens') || '–' || (w.value ->> 'closes'), ' ')
    FROM json_each(c."pickupWindows") AS w))`;
export const leadersJoin = `JOIN "campaign_leaders" cl ON cl."campaignId" = e."subject"`;
export const offerLeadersJoin = `JOIN "offers" f ON f."id" = e."subject" JOIN "campaign_leaders" cl ON cl."campaignId" = f."campaignId"`;
export const offerFacts = `'campaignId', f."campaignId", 'offerId', f."id"`;
export const purchaseJoin = `JOIN "purchase_orders" q ON q."id" = e."subject"`;
export const purchaseFacts = `'purchaseOrderId', q."id", 'campaignId', q."campaignId", 'supplierId', q."supplierId"`;
export const stopsJoin = `JOIN "delivery_stops" d ON d."deliveryRunId" = e."subject" JOIN "pickup_points" pp ON pp."id" = d."pickupPointId" AND pp."leaderId" IS NOT NULL`;
/** Whose goods are shared out and were to come with this stop: they have not been told to come yet. */
export const waitingAtStop = `JOIN "orders" o ON o."pickupPointId" = (e."data" ->> 'pickupPointId')
    AND o."campaignId" = (e."data" ->> 'campaignId') AND o."status" = 'confirmed'
    AND EXISTS (SELECT 1 FROM "order_lines" l WHERE l."orderId" = o."id" AND l."allocated" IS NOT NULL)
  JOIN "campaigns" c ON c."id" = o."campaignId"`;
export const waitingFacts = `${ids('o', 'pickupPointId', 'pickupPointId')}, ${ids('o', 'campaignId', 'campaignId')}`;
export const handoverJoin = `${orderJoin} JOIN "handovers" h ON h."id" = (e."data" ->> 'handoverId')`;
export const handoverFacts = `${orderFacts}, ${ids('o', 'customerId', 'customerId')}, ${ids('h', 'pickupPointId', 'pickupPointId')},
  ${ids('h', 'handoverId')}, ${ids('h', 'handedOverBy', 'handedOverBy')}, ${ids('h', 'occurredAt', 'occurredAt')}`;
export const leaderSelf = { join: '', receiver: `e."subject"`, facts: `'leaderId', e."subject"` } as const;
export const toldLeader = { join: '', receiver: `e."data" ->> 'leaderId'` } as const;

export const toCustomerOfOrder = (event: EventType, facts = '', where?: string): NoticeSource => ({
  event,
  join: orderJoin,
  receiver: `o."customerId"`,
  facts: facts === '' ? orderFacts : `${orderFacts}, ${facts}`,
  ...(where === undefined ? {} : { where }),
});
export const ofClaim = (event: EventType, receiver: string, facts = '', where?: string): NoticeSource => ({
  event,
  join: claimJoin,
  receiver,
  facts: facts === '' ? claimFacts : `${claimFacts}, ${facts}`,
  ...(where === undefined ? {} : { where }),
});
