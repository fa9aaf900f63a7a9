import { defineVerb } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { calendarDate } from '../shared/time.ts';
import { isShop } from '../shop/demand-shop.ts';
import { shops } from '../shop/tables.ts';
import { shopId, theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import { slotsOf } from './slot-pattern.ts';
import { defineSlotsSchema, slotListSchema } from './slot-schemas.ts';
import { slotView } from './slot-view.ts';
import { type DayWindow, pickupPoints, pickupSlots } from './tables.ts';

type Point = Row<typeof pickupPoints>;
type Slot = Row<typeof pickupSlots>;

/**
 * Says which pickup times of these dates can be booked, by pattern: the windows in parts of so many minutes, each for
 * so many orders (分时预约). Slots that are not of the pattern take no more orders; who has one keeps it. The same
 * pattern again changes nothing.
 *
 * Refuses: slot_over_taken, invalid_input (a date in the past, a window shorter than a slot), not_allowed, not_found.
 */
export const defineSlots = defineVerb({
  name: 'pickupSlots.define',
  summary: 'Define the bookable pickup times of a point',
  input: defineSlotsSchema,
  answer: slotListSchema,
  decide: (work, { pickupPointId, dates, windows, minutes, capacity }, context) => {
    work.need([shops, { id: shopId }]);
    const point = work.resolve(pickupPoints, pickupPointId);
    demandKeeper(point, context);
    demandDates(work, dates, context);
    const pattern = capacity === 0 ? [] : slotsOf(windows ?? point.windows, minutes);
    if (capacity > 0 && pattern.length === 0) refuse('invalid_input', { fields: [tooShort] });
    work.need(...dates.map((date) => [pickupSlots, { pickupPointId: point.id, date }] as const));
    const results = dates.map((date) => putDay(work, point, date, pattern, capacity, context));
    const changed = results.reduce((sum, one) => sum + one.changed, 0);
    if (changed > 0)
      work.emit({
        type: 'pickupSlots.defined',
        subject: point.id,
        data: { dates, minutes, capacity, changed },
      });
    return { data: results.flatMap(({ slots }) => slots.map((slot) => slotView(slot, true))) };
  },
});

const tooShort = {
  path: 'minutes',
  code: 'too_long',
  message: 'No window is as long as a slot of so many minutes.',
};

/** The shop, and the leader whose point it is. Refuses: not_allowed, not_found. */
export function demandKeeper(point: Pick<Point, 'leaderId'>, context: Context): void {
  const { actor } = context;
  if (isShop(context)) return;
  demand(actor.kind === 'leader', 'not_allowed', { needs: 'a secret key or the session of its leader' });
  demand(point.leaderId === actor.leaderId, 'not_found', { what: 'pickup_points' });
}

function demandDates(work: Work, dates: readonly string[], { now }: Context): void {
  const today = calendarDate(now, theShop(work).zone);
  const fields = dates.flatMap((date, index) =>
    date < today ? [{ path: `dates.${String(index)}`, code: 'past', message: 'This day is over.' }] : [],
  );
  if (fields.length > 0) refuse('invalid_input', { fields });
}

interface Day {
  readonly slots: readonly Slot[];
  readonly changed: number;
}

function putDay(
  work: Work,
  { id: pickupPointId }: Point,
  date: string,
  pattern: readonly DayWindow[],
  capacity: number,
  context: Context,
): Day {
  const before = work.list(pickupSlots, { pickupPointId, date });
  let changed = 0;
  const put = (values: Partial<Slot>, slot: Slot): Slot => {
    if (Object.entries(values).every(([name, value]) => slot[name as keyof Slot] === value)) return slot;
    changed += 1;
    return work.set(pickupSlots, slot, values);
  };
  const wanted = pattern.map(({ opens, closes }) => {
    const source = `${pickupPointId} ${date} ${opens}-${closes}`;
    const known = before.find((slot) => slot.source === source);
    if (known) {
      demand(known.taken <= capacity, 'slot_over_taken', { date, opens, closes, taken: known.taken });
      return put({ capacity, retired: false }, known);
    }
    changed += 1;
    const id = context.newId('slo');
    return work.insert(pickupSlots, { id, pickupPointId, date, opens, closes, capacity, source });
  });
  const others = before
    .filter((slot) => !wanted.some(({ id }) => id === slot.id))
    .map((slot) => put({ retired: true }, slot))
    .filter(({ taken }) => taken > 0);
  const slots = [...wanted, ...others].toSorted((one, other) => (one.opens < other.opens ? -1 : 1));
  return { slots, changed };
}
