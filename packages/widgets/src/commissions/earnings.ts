import {
  ClientProblem,
  type Commission,
  type CommissionSummary,
  type Connection,
  type Explanation,
  leaderClient,
  type TargetProgress,
} from '@opentuan/api/client';

/** How many are fetched at once. */
export const pageLimit = 50;

/** A list of which only the first pages are here. */
export interface Pages<One> {
  readonly data: readonly One[];
  readonly nextCursor: string | null;
}

/** Where a leader's money stands. */
export interface Earnings {
  readonly summary: CommissionSummary;
  readonly commissions: Pages<Commission>;
  /** Empty also where the shop has none, or an older version of the API. */
  readonly targets: readonly TargetProgress[];
}

export async function earningsOf(connection: Connection): Promise<Earnings> {
  const client = leaderClient(connection);
  const [summary, commissions, targets] = await Promise.all([
    client.commissions.summary({}),
    client.commissions.list({ limit: pageLimit }),
    client.targets.list({}).catch((problem: unknown) => ({ data: absent<TargetProgress[]>(problem, []) })),
  ]);
  return { summary, commissions, targets: targets.data };
}

/** The pages so far with the next one. */
export async function nextPage<One>(
  known: Pages<One> | undefined,
  fetch: (page: { limit: number; cursor?: string }) => Promise<Pages<One>>,
): Promise<Pages<One>> {
  const cursor = known?.nextCursor;
  const { data, nextCursor } = await fetch({ limit: pageLimit, ...(cursor && { cursor }) });
  return { data: [...(known?.data ?? []), ...data], nextCursor };
}

/** The chain behind a commission; undefined where the API has no explanation. */
export async function explained(
  connection: Connection,
  commissionId: string,
): Promise<Explanation | undefined> {
  return leaderClient(connection)
    .commissions.explain({ commissionId })
    .catch((problem: unknown) => absent(problem, undefined));
}

/** What stands in where the API knows no such thing; every other problem is one. */
export function absent<Instead>(problem: unknown, instead: Instead): Instead {
  if (problem instanceof ClientProblem && problem.status === 404) return instead;
  throw problem;
}

/** `1000` is `10%`; nothing where there is no rate. */
export function percentText(basisPoints: number | null, locale: string): string {
  if (basisPoints === null) return '';
  const form = { style: 'percent', maximumFractionDigits: 2 } as const;
  return new Intl.NumberFormat(locale, form).format(basisPoints / 10_000);
}

/** The commissions of one order, which stand next to each other. */
export function byOrder(commissions: readonly Commission[]): (readonly [Commission, ...Commission[]])[] {
  const orders: [Commission, ...Commission[]][] = [];
  for (const one of commissions) {
    const last = orders.at(-1);
    if (last && last[0].orderId === one.orderId) last.push(one);
    else orders.push([one]);
  }
  return orders;
}
