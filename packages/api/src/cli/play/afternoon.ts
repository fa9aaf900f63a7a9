import { Trouble } from '../command.ts';
import { instantAt, minute, tuesday } from './calendar.ts';
import type { Day, OrderView } from './day.ts';
import type { Neighbour, PlannedOrder } from './neighbours.ts';
import { pay, tick } from './ordering.ts';

interface Pickup {
  readonly outcome: 'found' | 'unknown';
  readonly pickup?: {
    readonly orderId: string;
    readonly amountDue: { readonly amount: number };
    readonly lines: readonly { readonly lineId: string; readonly pieces: number }[];
  };
}

interface Coming {
  readonly at: number;
  readonly neighbour: Neighbour;
  readonly order: PlannedOrder;
  readonly rest: boolean;
}

/** Tuesday afternoon: neighbours fetch their goods against a code; some in two parts, some never. */
export async function playAfternoon(day: Day): Promise<void> {
  day.caller.now = instantAt(tuesday, '15:30');
  await tick(day);
  const visits = day.neighbours.flatMap((neighbour) =>
    neighbour.orders.flatMap((order) => comingsOf(neighbour, order)),
  );
  let first = true;
  for (const visit of visits.toSorted((one, other) => one.at - other.at)) {
    day.caller.now = visit.at;
    await serve(day, visit, first);
    first = false;
    day.step('afternoon');
  }
  day.caller.now = instantAt(tuesday, '20:31');
  await tick(day);
}

function comingsOf(neighbour: Neighbour, order: PlannedOrder): Coming[] {
  const { at, kind } = order.visit;
  if (kind === 'never') return [];
  const coming = { at, neighbour, order, rest: false };
  return kind === 'twice' ? [coming, { ...coming, at: at + 20 * minute, rest: true }] : [coming];
}

/** At the station: the leader reads the code, takes the money if any is due, and hands over. */
async function serve(day: Day, { neighbour, order, rest }: Coming, first: boolean): Promise<void> {
  const orderId = day.orderIds.get(order);
  if (orderId === undefined) return;
  const { caller, tally } = day;
  const { pickupCode, status } = await caller.ask<OrderView>('GET', `/orders/${orderId}`);
  if (pickupCode === null || status !== 'ready') return;
  const token = day.leaders[neighbour.leader]?.token;
  const verify = (code: string) =>
    caller.ask<Pickup>('POST', '/leader/pickups/verify', { token, body: { code } });
  if (first || neighbour.manner === 'greedy') {
    // Someone reads a digit wrong; a wrong code opens nothing and is counted.
    const { outcome } = await verify(wrongCode(pickupCode));
    if (outcome === 'unknown') tally.wrongCodes += 1;
  }
  const { pickup } = await verify(pickupCode);
  // Scanning twice is harmless.
  const again = first ? await verify(pickupCode) : { pickup };
  if (!pickup || JSON.stringify(again.pickup) !== JSON.stringify(pickup)) throw notFound(orderId);
  if (pickup.amountDue.amount > 0) await pay(day, orderId, 'leader', `door-${neighbour.externalId}`);
  await handOver(day, { neighbour, order, rest }, pickup, token);
}

async function handOver(
  { caller, tally }: Day,
  { neighbour, order, rest }: Pick<Coming, 'neighbour' | 'order' | 'rest'>,
  { orderId, lines }: NonNullable<Pickup['pickup']>,
  token: string | undefined,
): Promise<void> {
  const part = order.visit.kind === 'twice' && !rest ? lines.slice(0, 1) : lines;
  const number = `${String(neighbour.orders.indexOf(order))}${rest ? 'b' : 'a'}`;
  const body = {
    handoverId: `handover-${neighbour.externalId}-${number}`,
    lines: part.map(({ lineId, pieces }) => ({ lineId, pieces })),
  };
  const send = (one: object) =>
    caller.try('POST', `/leader/pickups/${orderId}/hand-over`, { token, body: one });
  const done = await send(body);
  if (!done.ok || done.body.outcome !== 'accepted') throw notFound(orderId);
  if (order.visit.kind !== 'twice') return;
  // The phone lost the answer and sends it again; a second phone hands over the same bag.
  if ((await send(body)).body.outcome === 'accepted') tally.repeatedHandovers += 1;
  const second = await send({ ...body, handoverId: `${body.handoverId}-second-phone` });
  if (second.body.outcome === 'conflict') tally.conflicts += 1;
}

function wrongCode(code: string): string {
  const last = code.at(-1) === '7' ? '8' : '7';
  return `${code.slice(0, -1)}${last}`;
}

function notFound(orderId: string): Trouble {
  return new Trouble({
    en: `The goods of ${orderId} could not be handed over against their code.`,
    zh: `订单 ${orderId} 凭码无法核销。`,
  });
}
