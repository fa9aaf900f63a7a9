import type { OpenTuan } from '@opentuan/core';
import { calendarDay, wallClock } from './calendar.ts';
import { zone } from './neighbourhood.ts';

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
    offers: goods.map((variantId, position) => ({ variantId, position, ...scarcity(position) })),
  });
  await tuan.campaigns.publish({ campaignId: id });
  return id;
}

/** Fresh goods take a day to come, the rest up to three. */
function goodsOf(tuan: OpenTuan, name: RoundName): Promise<string[]> {
  const days = name === 'fresh' ? '= 1' : '> 1';
  return idsOf(tuan, `SELECT "id" FROM "variants" WHERE "leadDays" ${days} AND NOT "retired" ORDER BY rowid`);
}

/** Some goods are few, some limited, so that a visitor sees how that looks. */
function scarcity(position: number): { cap?: number; limitPerCustomer?: number } {
  if (position % 11 === 3) return { cap: 6 };
  return position % 7 === 4 ? { cap: 100, limitPerCustomer: 2 } : { cap: 200 };
}

async function idsOf(tuan: OpenTuan, sql: string): Promise<string[]> {
  return (await tuan.reader.rows<{ id: string }>(sql)).map(({ id }) => id);
}
