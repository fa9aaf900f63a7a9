import type { leaders } from '../leaders/tables.ts';
import { addDays, calendarDate, type Instant, startOfDay } from '../shared/time.ts';
import type { Shop } from '../shop/the-shop.ts';
import type { Row } from '../work.ts';

/**
 * The launch boost of an order in basis points (初期可适当提高佣金): so many calendar days of the shop from the day of
 * the approval on, that day included (R40). It stands with the shop, not with single rules: a rule for a leader that
 * ends by itself says the same more precisely.
 */
export function launchBoost(
  { approvedAt }: Pick<Row<typeof leaders>, 'approvedAt'>,
  { zone, policies }: Pick<Shop, 'zone' | 'policies'>,
  placedAt: Instant,
): number {
  const { launchBoostBasisPoints, launchBoostDays } = policies;
  if (launchBoostBasisPoints === 0 || launchBoostDays === 0 || approvedAt === null) return 0;
  const end = startOfDay(addDays(calendarDate(approvedAt, zone), launchBoostDays), zone);
  return placedAt < end ? launchBoostBasisPoints : 0;
}
