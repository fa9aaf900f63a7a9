import type { OpenTuan } from '../open-tuan.ts';
import { shopId } from '../shop/the-shop.ts';
import { shops } from '../shop/tables.ts';
import { calendarDate, type Instant, monthOf } from '../shared/time.ts';
import type { TickStep } from '../tick-step.ts';
import { createSupplierStatements } from './create-supplier-statements.ts';
import { supplierMonths } from './tables.ts';

/**
 * States every month of the shop's calendar that is over, oldest first and each once for all suppliers, also after a
 * tick that slept for months. A month that was stated by hand for one supplier is made complete.
 */
export const stateSupplierMonthsStep: TickStep = {
  name: createSupplierStatements.name,
  async run(tuan, now) {
    let done = 0;
    for (const month of await monthsDue(tuan, now)) {
      const { created } = await tuan.supplierStatements.create({ month }, { now });
      done += created;
    }
    return done;
  },
};

/** Nothing is older than the shop: the books are dated by the clock of the server. */
async function monthsDue({ reader }: OpenTuan, now: Instant): Promise<string[]> {
  const [[shop], stated] = await Promise.all([
    reader.table(shops, 't."id" = ?', [shopId]),
    reader.table(supplierMonths, 'TRUE'),
  ]);
  if (!shop) return [];
  const known = new Set(stated.map(({ month }) => month));
  const months: string[] = [];
  let period = monthOf(shop.createdAt, shop.zone);
  while (period.to <= now) {
    months.push(calendarDate(period.from, shop.zone).slice(0, 7));
    period = monthOf(period.to, shop.zone);
  }
  return months.filter((month) => !known.has(month));
}
