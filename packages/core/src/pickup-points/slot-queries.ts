import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { whereReference } from '../shared/reference.ts';
import { addDays, calendarDate, daysBetween, localText } from '../shared/time.ts';
import { isShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import { isWithin } from './slot-pattern.ts';
import { listSlotsSchema, slotListSchema } from './slot-schemas.ts';
import { slotView } from './slot-view.ts';
import { pickupPoints, pickupSlots } from './tables.ts';

const daysMax = 62;

/**
 * The slots of a point in the order of time. Shoppers see those that are not over, with how many are free; with
 * `campaignId` only what an order of it can book.
 */
export const listSlots = defineQuery({
  name: 'pickupSlots.list',
  summary: 'List the bookable pickup times of a point',
  input: listSlotsSchema,
  answer: slotListSchema,
  async read(reader, { pickupPointId, campaignId, ...wanted }, context) {
    const { zone } = await readShop(reader);
    const [point] = await reader.table(pickupPoints, ...whereReference(pickupPointId));
    demand(point !== undefined, 'not_found', { what: 'pickup_points', key: pickupPointId });
    const keeper = isKeeper(point, context);
    const today = calendarDate(context.now, zone);
    const from = wanted.from ?? today;
    const to = wanted.to ?? addDays(from, 31);
    if (daysBetween(from, to) > daysMax) refuse('invalid_input', { fields: [tooFar] });
    const rows = await reader.table(
      pickupSlots,
      't."pickupPointId" = ? AND t."date" BETWEEN ? AND ? ORDER BY t."date", t."opens", t."id"',
      [point.id, keeper || from > today ? from : today, to],
    );
    const clock = localText(context.now, zone);
    const bookable = campaignId === undefined ? () => true : await bookableFor(reader, campaignId);
    const shown = rows.filter((slot) => {
      if (!bookable(slot)) return false;
      return keeper
        ? !slot.retired || slot.taken > 0
        : !slot.retired && `${slot.date} ${slot.closes}` > clock;
    });
    return { data: shown.map((slot) => slotView(slot, keeper)) };
  },
});

const tooFar = { path: 'to', code: 'too_far', message: 'Ask for at most 62 days at a time.' };

function isKeeper({ leaderId }: { readonly leaderId: string | null }, context: Context): boolean {
  return isShop(context) || (context.actor.kind === 'leader' && context.actor.leaderId === leaderId);
}

type Slot = typeof pickupSlots.$inferSelect;

async function bookableFor(
  reader: Parameters<typeof readShop>[0],
  reference: string,
): Promise<(slot: Readonly<Slot>) => boolean> {
  const [campaign] = await reader.table(campaigns, ...whereReference(reference));
  demand(campaign !== undefined, 'not_found', { what: 'campaigns', key: reference });
  const { pickupDate, pickupWindows } = campaign;
  return (slot) => slot.date === pickupDate && isWithin(slot, pickupWindows);
}
