import type { CampaignSummary, LeaderClient, Order, PickList } from '@opentuan/api/client';

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

/** What is going on now: campaigns that are open, on their way or being collected, in order of their pickup. */
export async function roundsOf(client: LeaderClient): Promise<readonly Round[]> {
  const { data } = await client.campaigns.list({ limit: 20 });
  const running = data.filter(({ phase }) => !['draft', 'completed', 'cancelled'].includes(phase));
  const rounds = await Promise.all(running.map((campaign) => roundOf(client, campaign)));
  return rounds.toSorted((one, other) => (one.campaign.pickupDate < other.campaign.pickupDate ? -1 : 1));
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
