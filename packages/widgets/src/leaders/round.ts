import {
  type CampaignSummary,
  cashOf,
  type Connection,
  deliveriesOf,
  type DeliveryStop,
  type ExtraOffer,
  extrasOf,
  type LeaderClient,
  leaderClient,
  type Order,
  type PickList,
  storefrontClient,
} from '@opentuan/api/client';
import { clockTime, dateOf } from '../shared/time.ts';

/** Pages of 200 orders; a leader who had more in one campaign sees the newest. */
const pagesMax = 10;

/** For so long a run of a campaign that is not the leader's own may have something to count, in milliseconds. */
const recent = 3 * 86_400_000;

/** One campaign as its leader works on it. */
export interface Round {
  readonly campaign: CampaignSummary;
  readonly picks: PickList;
  /** The status of each order. */
  readonly statuses: ReadonlyMap<string, Order['status']>;
  /** What the firm orders come to, in minor units. */
  readonly sum: number;
  readonly currency: string;
}

const firm: readonly Order['status'][] = ['confirmed', 'ready', 'collected', 'uncollected'];

/** A vehicle that comes, or came, to a point of the leader. */
export interface Arrival {
  readonly runId: string;
  readonly stop: DeliveryStop;
}

/** What a leader has to do with now. */
export interface Day {
  /** In order of their pickup. */
  readonly rounds: readonly Round[];
  /** What is on its way, waits to be counted, or was counted otherwise than was signed for. */
  readonly arrivals: readonly Arrival[];
  readonly openClaims: number;
  /** Goods beyond what was ordered that may be given out now. */
  readonly extras: readonly ExtraOffer[];
  /** How many refunds go back in cash. */
  readonly cash: number;
  /** The time zone of the shop, where it could be found out. */
  readonly zone: string | undefined;
}

/** What is going on now: campaigns that are open, on their way or being collected, and claims that wait. */
export async function dayOf(connection: Connection): Promise<Day> {
  const client = leaderClient(connection);
  const [{ data }, claims, runs, extras, cash] = await Promise.all([
    client.campaigns.list({ limit: 20 }),
    client.claims.list({ status: 'open' }),
    deliveriesOf(connection).list({ limit: 20 }),
    extrasOf(connection).list({ limit: 50 }),
    cashOf(connection).toReturn({ limit: 50 }),
  ]);
  const running = data.filter(({ phase }) => !['draft', 'completed', 'cancelled'].includes(phase));
  const rounds = await Promise.all(running.map((campaign) => roundOf(client, campaign)));
  return {
    rounds: rounds.toSorted((one, other) => (one.campaign.pickupDate < other.campaign.pickupDate ? -1 : 1)),
    arrivals: runs.data
      .filter(
        ({ campaignId, status, createdAt }) =>
          status !== 'planned' &&
          // Who stands in somewhere need not take part in the campaign (R44); what is long past is nobody's task.
          (data.some(({ id }) => id === campaignId)
            ? running.some(({ id }) => id === campaignId)
            : Date.parse(createdAt) > connection.now() - recent),
      )
      .flatMap(({ id: runId, stops }) => stops.map((stop) => ({ runId, stop })))
      .filter(isOpenArrival),
    openClaims: claims.data.length,
    extras: extras.data.filter(({ open }) => open),
    cash: cash.data.length,
    zone: running[0] && (await zoneOf(connection, running[0].id)),
  };
}

/** Until it is counted, and where the count differs until the shop has accepted it. */
function isOpenArrival({ stop }: Arrival): boolean {
  if (stop.status === 'failed' || stop.countAcceptedAt !== null) return false;
  return stop.countedAt === null || countedOtherwise(stop) > 0;
}

/** How many of the goods were counted otherwise than was signed for. */
export function countedOtherwise({ lines }: DeliveryStop): number {
  return lines.filter(({ counted, delivered }) => counted !== null && counted !== delivered).length;
}

/** Whether the last pickup time of the campaign is over. */
export function isLate({ campaign }: Round, now: number, zone: string | undefined): boolean {
  const closes = campaign.pickupWindows.at(-1)?.closes ?? '24:00';
  const clock = clockTime(now, { locale: 'en', zone });
  return `${dateOf(now, zone)} ${clock}` >= `${campaign.pickupDate} ${closes}`;
}

/** Only the storefront tells the zone. A page without a publishable key shows the times of the phone instead. */
async function zoneOf(connection: Connection, campaignId: string): Promise<string | undefined> {
  const shown = storefrontClient(connection).campaigns.showOpen({ campaignId });
  return shown.then(
    ({ zone }) => zone,
    () => undefined,
  );
}

async function roundOf(client: LeaderClient, campaign: CampaignSummary): Promise<Round> {
  const campaignId = campaign.id;
  const [picks, orders] = await Promise.all([
    client.pickLists.get({ campaignId }),
    ordersOf(client, campaignId),
  ]);
  const kept = orders.filter(({ status }) => firm.includes(status));
  return {
    campaign,
    picks,
    statuses: new Map(orders.map(({ id, status }) => [id, status])),
    sum: kept.reduce((sum, { total, refunded }) => sum + total.amount - refunded.amount, 0),
    currency: orders[0]?.total.currency ?? 'CNY',
  };
}

async function ordersOf(client: LeaderClient, campaignId: string): Promise<readonly Order[]> {
  const orders: Order[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const { data, nextCursor } = await client.orders.list({
      campaignId,
      limit: 200,
      ...(cursor && { cursor }),
    });
    orders.push(...data);
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return orders;
}

/** How many orders are still to be handed over, and how many are. */
export function handedOf({ statuses }: Round): { readonly open: number; readonly done: number } {
  const all = [...statuses.values()];
  return {
    open: all.filter((status) => status === 'confirmed' || status === 'ready').length,
    done: all.filter((status) => status === 'collected').length,
  };
}
