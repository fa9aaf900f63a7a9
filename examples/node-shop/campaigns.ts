import type { OpenTuan } from '@opentuan/core';
import { calendarDay, wallClock } from './calendar.ts';
import { gift, zone } from './neighbourhood.ts';

/** The two rounds of a day: what is fresh comes tomorrow, what has to be ordered from afar in three days. */
const rounds = {
  fresh: { title: '今日鲜团', leadDays: 1 },
  pantry: { title: '米面日用团', leadDays: 3 },
} as const;

type RoundName = keyof typeof rounds;
export type TodaysCampaigns = Readonly<Record<RoundName, string>>;

/** After this time of day the round of tomorrow is opened, at once: the shop is never without one. */
const lastOrders = '21:00';

/** The campaigns of today, made and published when they are not there yet. Their ids. */
export async function todaysCampaigns(tuan: OpenTuan): Promise<TodaysCampaigns> {
  const now = tuan.clock();
  const today = calendarDay(now, zone);
  const late = now >= Date.parse(wallClock(today, lastOrders, zone));
  const day = late ? calendarDay(now, zone, 1) : today;
  return {
    fresh: await campaignOf(tuan, 'fresh', day, late),
    pantry: await campaignOf(tuan, 'pantry', day, late),
  };
}

async function campaignOf(tuan: OpenTuan, name: RoundName, day: string, late: boolean): Promise<string> {
  const externalId = `${name}-${day}`;
  const [known] = await tuan.reader.rows<{ id: string }>(
    'SELECT "id" FROM "campaigns" WHERE "externalId" = ?',
    [externalId],
  );
  return known ? known.id : publishRound(tuan, name, { externalId, day, late });
}

interface Day {
  readonly externalId: string;
  readonly day: string;
  readonly late: boolean;
}

async function publishRound(
  tuan: OpenTuan,
  name: RoundName,
  { externalId, day, late }: Day,
): Promise<string> {
  const { title, leadDays } = rounds[name];
  const noon = Date.parse(`${day}T12:00:00Z`);
  const goods = await goodsOf(tuan, name);
  const { id } = await tuan.campaigns.draft({
    externalId,
    title,
    ...(late ? {} : { opensAt: wallClock(day, '00:00', zone) }),
    closesAt: wallClock(day, '22:00', zone),
    pickupDate: calendarDay(noon, 'UTC', leadDays),
    pickupWindows: [{ opens: '16:00', closes: '20:30' }],
    leaderIds: await idsOf(tuan, `SELECT "id" FROM "leaders" WHERE "status" = 'active' AND NOT "house"`),
    pickupPointIds: await idsOf(tuan, 'SELECT "id" FROM "pickup_points" WHERE NOT "retired"'),
    offers: goods.map(({ id: variantId, externalId: number, price }, position) => ({
      variantId,
      position,
      ...scarcity(position),
      ...deal(number, price, day, zone),
    })),
  });
  await tuan.campaigns.publish({ campaignId: id });
  return id;
}

interface Good {
  readonly id: string;
  readonly externalId: string;
  /** In minor units. */
  readonly price: number;
}

/** Fresh goods take a day to come, the rest up to three. */
async function goodsOf(tuan: OpenTuan, name: RoundName): Promise<readonly Good[]> {
  const days = name === 'fresh' ? '= 1' : '> 1';
  return tuan.reader.rows<Good & Record<string, string | number>>(
    `SELECT "id", "externalId", "price" FROM "variants" WHERE "leadDays" ${days} AND NOT "retired" ORDER BY rowid`,
  );
}

/** Some have more than one price, one needs enough neighbours, one is given away: what a visitor may want to see. */
function deal(externalId: string, price: number, day: string, timeZone: string): object {
  const money = (amount: number) => ({ amount, currency: 'CNY' });
  const lower = (percent: number) => money(Math.round((price * percent) / 100));
  switch (externalId) {
    case 'V002': {
      const window = {
        startsAt: wallClock(day, '00:00', timeZone),
        endsAt: wallClock(day, '21:30', timeZone),
      };
      return { flashWindows: [{ ...window, price: lower(75), stock: 40, limitPerCustomer: 2 }] };
    }
    case 'V003':
      return {
        tiers: [
          { fromPieces: 20, price: lower(90) },
          { fromPieces: 50, price: lower(80) },
        ],
      };
    case 'V005':
      return { minimum: 12 };
    case gift:
      return { gift: true, cap: 100 };
    default:
      return {};
  }
}

/** Some goods are few, some limited, so that a visitor sees how that looks. */
function scarcity(position: number): { cap?: number; limitPerCustomer?: number } {
  if (position % 11 === 3) return { cap: 6 };
  return position % 7 === 4 ? { cap: 100, limitPerCustomer: 2 } : { cap: 200 };
}

async function idsOf(tuan: OpenTuan, sql: string): Promise<string[]> {
  return (await tuan.reader.rows<{ id: string }>(sql)).map(({ id }) => id);
}
