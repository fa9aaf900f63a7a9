import { planted } from '../neighbourhood.ts';
import { minute, type Month } from './month.ts';
import { rateOf } from './open.ts';
import type { RoundWish } from './wishes.ts';

/** When the rounds are: the last one in the month after the others, when suppliers' and leaders' months are closed. */
const dates = [
  { open: '2026-11-23T09:30:00+08:00', close: '2026-11-23T22:00:00+08:00', pickup: '2026-11-24' },
  { open: '2026-11-27T08:00:00+08:00', close: '2026-11-27T22:00:00+08:00', pickup: '2026-11-28' },
  { open: '2026-12-01T08:00:00+08:00', close: '2026-12-01T22:00:00+08:00', pickup: '2026-12-02' },
] as const;

const at = (text: string) => Date.parse(text);
/** Of the apples of the neighbourhood. */
const gramsPerUnit = 500;

/** A round with caps, limits, tiers, a flash price, a minimum and a gift; perhaps one leader helps another to sell. False: too late. */
export async function openRound(month: Month, number: number, wish: RoundWish): Promise<boolean> {
  const { tuan, shop } = month;
  const date = dates[number] ?? dates[0];
  if (shop.now >= at(date.close)) return false;
  shop.now = Math.max(shop.now, at(date.open));
  await month.tick();
  const { helped } = wish;
  const ownerId = helped === null ? '' : (month.leaders[helped.owner] ?? '');
  const sharing = helped && {
    ownerId,
    owner: rateOf(month, helped.ownerRate),
    helper: rateOf(month, helped.helperRate),
  };
  const draft = {
    title: `第${String(number + 1)}团`,
    closesAt: date.close,
    pickupDate: date.pickup,
    pickupWindows: [{ opens: '16:00', closes: '20:30' }],
    leaderIds: month.leaders.filter((id) => !month.terms.suspended.has(id)),
    pickupPointIds: [planted.point, planted.otherPoint],
    offers: offersOf(month, wish, date),
  };
  const withHelp =
    sharing && (await month.try('help', tuan.campaigns.draft({ ...draft, helpSelling: sharing })));
  const drafted = withHelp ?? (await tuan.campaigns.draft(draft));
  month.campaignId = drafted.id;
  month.orders = [];
  if (withHelp && helped)
    month.terms.help.set(drafted.id, { ownerId, owner: helped.ownerRate, helper: helped.helperRate });
  const published = await month.try('publish', tuan.campaigns.publish({ campaignId: drafted.id }));
  if (!published) {
    // Sums per piece that are too much of a price: without help it is published.
    await tuan.campaigns.change({ campaignId: drafted.id, helpSelling: null });
    month.terms.help.delete(drafted.id);
    await tuan.campaigns.publish({ campaignId: drafted.id });
  }
  const { offers } = await tuan.campaigns.get({ campaignId: drafted.id });
  month.offerIds = [planted.apple, planted.egg].map(
    (id) => offers.find((one) => one.variantId === id)?.id ?? '',
  );
  return true;
}

function offersOf(month: Month, wish: RoundWish, date: (typeof dates)[number]) {
  const { tier, flashStock, minimum, onMiss } = wish;
  const flash = { startsAt: date.open, endsAt: date.close, price: month.money(271), stock: flashStock };
  const countedOver = tier.community ? ('community' as const) : ('campaign' as const);
  const missed = {
    cancel: {},
    extendOnce: { extendHours: 1 },
    nextLower: { lowerMinimums: [Math.max(1, Math.floor(minimum / 2))] },
  }[onMiss];
  return [
    {
      variantId: planted.apple,
      price: month.money(499),
      cap: wish.cap,
      limitPerCustomer: wish.limit,
      tiers: [{ fromPieces: tier.from, price: month.money(431), countedOver }],
      flashWindows: flashStock === 0 ? [] : [{ ...flash, limitPerCustomer: 2 }],
    },
    minimum === 1
      ? { variantId: planted.egg }
      : { variantId: planted.egg, minimum, onMiss: minimum > 1 ? onMiss : ('cancel' as const), ...missed },
    { variantId: month.bag, gift: true, cap: month.wish.promotions.giftStock, price: month.money(200) },
  ];
}

/** The cutoff passes, an extended offer closes, and everything is bought, as much of it as comes. */
export async function buy(month: Month, number: number, wish: RoundWish): Promise<void> {
  const { shop, tuan, campaignId, notebook } = month;
  const date = dates[number] ?? dates[0];
  shop.now = Math.max(shop.now, at(date.close) + 11 * minute);
  await month.tick();
  shop.now = Math.max(shop.now, at(date.close) + 75 * minute);
  await month.tick();
  shop.now = Math.max(shop.now, at(`${date.pickup}T05:30:00+08:00`));
  for (const { id: purchaseOrderId, supplierId, lines } of (await tuan.purchaseOrders.list({ campaignId }))
    .data) {
    await month.try('send', tuan.purchaseOrders.send({ purchaseOrderId }));
    for (const { variantId, ordered } of lines.filter((line) => line.ordered > 0)) {
      const accepted = Math.floor((ordered * wish.arrives) / 100);
      const missing = Math.max(0, ordered - accepted);
      const unitCost = variantId === planted.apple ? wish.unitCost : 57;
      const arrived = { variantId, accepted, missing, over: true, unitCost: month.money(unitCost) };
      await tuan.purchaseOrders.receive({ purchaseOrderId, lines: [arrived] });
      notebook.add(notebook.owed, supplierId, accepted * unitCost);
      const pieces = Math.min(wish.spoilt, accepted);
      const lost = {
        stage: 'receipt',
        campaignId,
        variantId,
        purchaseOrderId,
        pieces,
        reason: '烂',
      } as const;
      if (pieces > 0) await month.try('shrinkage receipt', tuan.shrinkages.record(lost));
    }
    await tuan.purchaseOrders.close({ purchaseOrderId });
    await sendBack(month, purchaseOrderId, supplierId, wish);
  }
  await month.shop.audit();
}

async function sendBack(
  month: Month,
  purchaseOrderId: string,
  supplierId: string,
  { sentBack, unitCost }: RoundWish,
): Promise<void> {
  if (sentBack === 0 || supplierId !== planted.supplier) return;
  const { tuan, notebook } = month;
  const wish = { purchaseOrderId, variantId: planted.apple, pieces: sentBack, reason: '开箱后发现烂' };
  const done = await month.try('sendBack', tuan.purchaseOrders.sendBack(wish));
  if (done) notebook.add(notebook.owed, supplierId, -sentBack * unitCost);
}

/** Apples are weighed as they are packed, from some order on. */
export async function weigh(month: Month, order: number, share: number): Promise<void> {
  for (const position of month.orders.keys()) {
    const bought = month.order(order + position);
    if (!bought) return;
    const { lines } = await month.tuan.orders.get({ orderId: bought.id });
    const line = lines.find(({ weight, allocated }) => weight !== null && (allocated ?? 0) > 0);
    if (!line) continue;
    const pieces = (line.allocated ?? 0) - line.lost - line.withdrawn;
    const grams = Math.max(1, Math.floor((gramsPerUnit * pieces * share) / 1000));
    const { campaignId } = bought;
    const weighed = [{ orderLineId: line.id, grams }];
    await month.try('weigh', month.tuan.weighings.record({ campaignId, lines: weighed }));
    return;
  }
}

/** The claim window of what was fetched in time is over, and the day of it, too. */
export function passWindow({ shop }: Month, number: number): void {
  shop.now = Math.max(
    shop.now,
    at(`${(dates[number] ?? dates[0]).pickup}T16:30:00+08:00`) + 58 * 60 * minute,
  );
}

/** Brought to the points, perhaps less than was loaded; the pickup window is open then. */
export async function bring(month: Month, number: number, wish: RoundWish): Promise<void> {
  const { tuan, campaignId, shop } = month;
  for (const { order, share } of wish.weighed) await weigh(month, order, share);
  const planned = await month.try('plan', tuan.deliveryRuns.plan({ campaignId }));
  for (const { id: runId, stops } of planned?.data ?? []) {
    await tuan.deliveryRuns.start({ runId });
    for (const { id: stopId, lines } of stops) {
      const first = lines.slice(0, wish.missing > 0 ? 1 : 0);
      const differences = first.map(({ variantId, expected }) => ({
        variantId,
        missing: Math.min(expected, wish.missing),
      }));
      await tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '小陈', lines: differences });
    }
  }
  shop.now = Math.max(shop.now, at(`${(dates[number] ?? dates[0]).pickup}T16:30:00+08:00`));
}
