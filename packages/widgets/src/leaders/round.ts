import {
  type CampaignSummary,
  type Connection,
  type LeaderClient,
  leaderClient,
  type Order,
  type PickList,
  storefrontClient,
} from '@opentuan/api/client';

/** Pages of 200 orders; a leader who had more in one campaign sees the newest. */
const pagesMax = 10;

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

/** What a leader has to do with now. */
export interface Day {
  /** In order of their pickup. */
  readonly rounds: readonly Round[];
  readonly openClaims: number;
  /** The time zone of the shop, where it could be found out. */
  readonly zone: string | undefined;
}

/** What is going on now: campaigns that are open, on their way or being collected, and claims that wait. */
export async function dayOf(connection: Connection): Promise<Day> {
  const client = leaderClient(connection);
  const [{ data }, claims] = await Promise.all([
    client.campaigns.list({ limit: 20 }),
    client.claims.list({ status: 'open' }),
  ]);
  const running = data.filter(({ phase }) => !['draft', 'completed', 'cancelled'].includes(phase));
  const rounds = await Promise.all(running.map((campaign) => roundOf(client, campaign)));
  return {
    rounds: rounds.toSorted((one, other) => (one.campaign.pickupDate < other.campaign.pickupDate ? -1 : 1)),
    openClaims: claims.data.length,
    zone: running[0] && (await zoneOf(connection, running[0].id)),
  };
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
