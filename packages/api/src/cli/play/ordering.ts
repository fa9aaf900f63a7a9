import { type Answer, unexpected } from './caller.ts';
import { instantAt, monday } from './calendar.ts';
import type { Day, OrderView } from './day.ts';
import type { Neighbour, PlannedOrder } from './neighbours.ts';

interface Action {
  readonly at: number;
  readonly run: () => Promise<void>;
}

/** Monday from eight to shortly after the cutoff: orders, payments and cancellations in the order of the clock. */
export async function playOrders(day: Day): Promise<void> {
  const actions = day.neighbours.flatMap((neighbour) =>
    neighbour.orders.flatMap((order) => actionsOf(day, neighbour, order)),
  );
  // The scheduled work runs every hour, as a cron job does; nothing depends on when.
  for (let hour = 9; hour < 22; hour += 1)
    actions.push({ at: instantAt(monday, `${String(hour).padStart(2, '0')}:00`), run: () => tick(day) });
  for (const { at, run } of actions.toSorted((one, other) => one.at - other.at)) {
    day.caller.now = at;
    await run();
    day.step('orders');
  }
}

export async function tick({ caller }: Day): Promise<void> {
  await caller.ask('POST', '/tick');
}

function actionsOf(day: Day, neighbour: Neighbour, order: PlannedOrder): Action[] {
  const { orderAt, payAt, cancelAt } = order;
  const actions: Action[] = [{ at: orderAt, run: () => placeOrder(day, neighbour, order) }];
  if (payAt !== null) actions.push({ at: payAt, run: () => payOrder(day, neighbour, order) });
  if (cancelAt !== null)
    // A payment that comes in the same minute comes first.
    actions.push({ at: Math.max(cancelAt, (payAt ?? 0) + 1), run: () => cancelOrder(day, neighbour, order) });
  return actions;
}

type Cart = readonly { readonly offerId: string; readonly pieces: number; readonly note?: string }[];

/** Quotes and orders; what is sold out or above the limit is left out or made less, once. */
async function placeOrder(day: Day, neighbour: Neighbour, order: PlannedOrder): Promise<void> {
  let cart: Cart = order.lines.map(({ offer, pieces, note }) => ({
    offerId: day.offers[offer]?.id ?? '',
    pieces,
    ...(note === '' ? {} : { note }),
  }));
  for (let tries = 0; tries < 3 && cart.length > 0; tries += 1) {
    const answer = await sendOrder(day, neighbour, cart);
    if (answer.ok) {
      day.orderIds.set(order, String(answer.body.id));
      day.tally.placed += 1;
      if (neighbour.manner === 'till')
        day.tally.paidIn.host += (answer.body as unknown as OrderView).total.amount;
      return;
    }
    const code = String(answer.body.code);
    if (code !== 'offer_sold_out' && code !== 'over_limit') throw unexpected('POST', '/orders', answer);
    day.tally.refusals.push(code);
    cart = smallerCart(cart, answer);
  }
}

interface Shortfall {
  readonly offerId: string;
  readonly left?: number;
  readonly limit?: number;
  readonly ordered?: number;
}

function smallerCart(cart: Cart, { body }: Answer): Cart {
  const shortfalls = new Map(
    ((body.offers ?? []) as readonly Shortfall[]).map((one) => [
      one.offerId,
      one.left ?? (one.limit ?? 0) - (one.ordered ?? 0),
    ]),
  );
  return cart
    .map((line) => ({ ...line, pieces: Math.min(line.pieces, shortfalls.get(line.offerId) ?? line.pieces) }))
    .filter(({ pieces }) => pieces > 0);
}

async function sendOrder(day: Day, neighbour: Neighbour, lines: Cart): Promise<Answer> {
  const { caller, campaignId } = day;
  const leader = day.leaders[neighbour.leader];
  const { manner, phone, name, externalId } = neighbour;
  // Who wants to pay at pickup asks the leader: by default a shop leaves that choice to those who know the neighbour.
  if (manner === 'behalf' || manner === 'atPickup')
    return caller.try('POST', '/leader/orders', {
      token: leader?.token,
      body: {
        campaignId,
        lines,
        customer: { phone, name },
        ...(manner === 'atPickup' ? { payment: 'atPickup' } : {}),
      },
    });
  if (manner === 'till') return sendFromTill(day, externalId, leader?.id ?? '', lines);
  const token = day.sessions.get(neighbour);
  const quote = await caller.try('POST', '/storefront/quotes', { token, body: { campaignId, lines } });
  if (!quote.ok) return quote;
  return caller.try('POST', '/storefront/orders', {
    token,
    body: { campaignId, lines, quoteToken: quote.body.token },
  });
}

/** A till knows its own prices, takes the money, and sends both in one call. */
function sendFromTill(
  { caller, campaignId, currency, offers }: Day,
  externalId: string,
  leaderId: string,
  lines: Cart,
): Promise<Answer> {
  const priceOf = (id: string) => offers.find((offer) => offer.id === id)?.price.amount ?? 0;
  const amount = lines.reduce((sum, { offerId, pieces }) => sum + priceOf(offerId) * pieces, 0);
  const payment = { amount: { amount, currency }, reference: `till-${externalId}` };
  const customer = `external:${externalId}`;
  return caller.try('POST', '/orders', { body: { campaignId, lines, customer, leaderId, payment } });
}

async function payOrder(day: Day, neighbour: Neighbour, order: PlannedOrder): Promise<void> {
  const orderId = day.orderIds.get(order);
  if (orderId === undefined) return;
  const { externalId, manner, orders } = neighbour;
  const reference = `pay-${externalId}-${String(orders.indexOf(order))}`;
  const outcome = await pay(day, orderId, manner === 'behalf' ? 'leader' : 'host', reference);
  if (manner === 'late' || manner === 'tooLate') day.tally.late[outcome] += 1;
}

/** The host shop tells of a payment of the whole sum, or the leader's hand has taken it. */
export async function pay(
  { caller, tally }: Day,
  orderId: string,
  collectedBy: 'host' | 'leader',
  reference: string,
): Promise<'accepted' | 'refundDue'> {
  const { amountDue, total } = await caller.ask<OrderView>('GET', `/orders/${orderId}`);
  const amount = amountDue.amount === 0 ? total : amountDue;
  const body = { amount, reference, collectedBy };
  const { outcome } = await caller.ask<{ outcome: 'accepted' | 'refundDue' }>(
    'POST',
    `/orders/${orderId}/payments`,
    { body },
  );
  tally.paidIn[outcome === 'refundDue' ? 'unusable' : collectedBy] += amount.amount;
  return outcome;
}

async function cancelOrder(day: Day, neighbour: Neighbour, order: PlannedOrder): Promise<void> {
  const orderId = day.orderIds.get(order);
  if (orderId === undefined) return;
  await day.caller.ask('POST', `/storefront/orders/${orderId}/cancel`, {
    token: day.sessions.get(neighbour),
    body: {},
  });
}
