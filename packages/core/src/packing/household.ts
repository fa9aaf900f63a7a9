import { campaigns, offers } from '../campaigns/tables.ts';
import { customers } from '../customers/tables.ts';
import { linesOf, type Order, type OrderLine } from '../orders/order.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import type { Actor } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { normaliseCode } from '../shared/id.ts';
import { maskName } from '../shared/phone.ts';
import { isShop } from '../shop/demand-shop.ts';
import type { Row, Work } from '../work.ts';
import { packedPieces } from './packed-pieces.ts';
import { baskets, packedLines } from './scan-tables.ts';
import type { BasketView, PackScan } from './scan-schemas.ts';

type PickupPoint = Row<typeof pickupPoints>;

/** All that one customer gets of a round at a pickup point, in one basket. */
export interface Household {
  readonly point: PickupPoint;
  readonly campaignId: string;
  readonly customerId: string;
  readonly orders: readonly Order[];
  readonly lines: readonly OrderLine[];
}

/** Refuses `not_allowed` to whoever packs nothing. */
export function demandPacker(actor: Actor): void {
  demand(isShop({ actor }) || actor.kind === 'leader', 'not_allowed', {
    needs: 'a secret key or a leader session',
  });
}

/** What was fetched is out of the house. Refuses: order_status. */
export function demandPackable({ orders: own }: Household): void {
  const open = own.some(({ status }) => status === 'confirmed' || status === 'ready');
  demand(open, 'order_status', { status: own[0]?.status ?? 'cancelled' });
}

/** The household whose basket is meant. Refuses: not_found, also for a basket at another leader's point. */
export function householdOf(work: Work, scan: PackScan, actor: Actor): Household {
  const campaign = work.resolve(campaigns, scan.campaignId);
  const order = orderOf(work, campaign.id, scan, actor);
  return householdOfOrder(work, order, actor);
}

/** All that goes into the same basket as this order. Refuses: not_found. */
export function householdOfOrder(work: Work, order: Order, actor: Actor): Household {
  const { customerId, campaignId, pickupPointId } = order;
  const point = work.get(pickupPoints, pickupPointId);
  demand(actor.kind !== 'leader' || point.leaderId === actor.leaderId, 'not_found', {
    what: 'orders',
    key: order.id,
  });
  const own = work
    .list(orders, { customerId })
    .filter((one) => one.campaignId === campaignId && one.pickupPointId === pickupPointId && isPacked(one))
    .toSorted((a, b) => (a.confirmedAt ?? 0) - (b.confirmedAt ?? 0) || (a.id < b.id ? -1 : 1));
  work.need(...own.map(({ id }) => [orderLines, { orderId: id }] as const));
  const lines = own.flatMap(({ id }) => linesOf(work, id));
  work.need(
    ...own.map(({ id }) => [packedLines, { orderId: id }] as const),
    ...lines.map(({ offerId }) => [offers, { id: offerId }] as const),
    ...own.map(({ id }) => [baskets, { orderId: id, pickupPointId }] as const),
    [customers, { id: customerId }],
  );
  return { point, campaignId, customerId, orders: own, lines };
}

function isPacked({ status }: Order): boolean {
  return status === 'confirmed' || status === 'ready' || status === 'collected' || status === 'uncollected';
}

function orderOf(work: Work, campaignId: string, scan: PackScan, actor: Actor): Order {
  const { orderId, code, pickupPointId, basket } = scan;
  const order =
    orderId !== undefined
      ? work.resolve(orders, orderId)
      : code !== undefined
        ? orderOfCode(work, code, actor)
        : orderOfBasket(work, campaignId, pickupPointId ?? '', basket ?? 0);
  const what = { what: 'orders', key: orderId ?? code ?? String(basket) };
  return order?.campaignId === campaignId ? order : refuse('not_found', what);
}

/** Leaders have their codes counted where they verify them: here a wrong one would be a free guess. */
function orderOfCode(work: Work, code: string, actor: Actor): Order | undefined {
  demand(actor.kind !== 'leader', 'not_allowed', { needs: 'a secret key of the shop' });
  return work.first(orders, { pickupCode: normaliseCode(code) });
}

function orderOfBasket(work: Work, campaignId: string, reference: string, number: number): Order | undefined {
  const { id: pickupPointId } = work.resolve(pickupPoints, reference);
  const own = work.list(baskets, { campaignId, pickupPointId, number });
  work.need(...own.map(({ orderId }) => [orders, { id: orderId }] as const));
  // Of a household an order may have gone to another point: the basket is with those that are still here.
  const there = own.map(({ orderId }) => work.get(orders, orderId));
  return there.find((order) => order.pickupPointId === pickupPointId && isPacked(order)) ?? there[0];
}

/** How many pieces of a line are in its basket. */
export function inBasket(work: Work, line: OrderLine): number {
  return (
    work.list(packedLines, { orderId: line.orderId }).find(({ orderLineId }) => orderLineId === line.id)
      ?.pieces ?? 0
  );
}

/** The basket as it is answered, with what one scan did. */
export function basketView(
  work: Work,
  { point, campaignId, customerId, orders: own, lines }: Household,
  scan: Pick<BasketView, 'scanId' | 'outcome'>,
  scanned: ReadonlyMap<string, number>,
): BasketView {
  const views = lines
    .map((line) => lineView(work, line, scanned.get(line.id) ?? 0))
    .filter(({ pieces, packed }) => pieces > 0 || packed > 0);
  const numbers = own.flatMap(
    ({ id }) => work.find(baskets, { orderId: id, pickupPointId: point.id })?.number ?? [],
  );
  const sum = (of: (line: BasketView['lines'][number]) => number) =>
    views.reduce((all, line) => all + of(line), 0);
  return {
    ...scan,
    campaignId,
    pickupPointId: point.id,
    number: numbers.length === 0 ? null : Math.min(...numbers),
    customer: maskName(work.get(customers, customerId).name),
    orderIds: own.map(({ id }) => id),
    pieces: sum(({ pieces }) => pieces),
    packed: sum(({ packed }) => packed),
    complete: views.every(({ left }) => left === 0),
    lines: views,
  };
}

function lineView(work: Work, line: OrderLine, scanned: number): BasketView['lines'][number] {
  const { title, unit } = work.get(offers, line.offerId);
  const { id, orderId, variantId, note, gift } = line;
  const [pieces, packed] = [packedPieces(line), inBasket(work, line)];
  return {
    orderLineId: id,
    orderId,
    variantId,
    title,
    unit,
    note,
    gift,
    pieces,
    packed,
    left: pieces - packed,
    scanned,
  };
}
