import {
  ClientProblem,
  type Commission,
  type CommissionSummary,
  type Connection,
  type Explanation,
  leaderClient,
  type Statement,
  type StatementLine,
  type TargetProgress,
} from '@opentuan/api/client';

/** How many are fetched at once. */
const limit = 50;

/** A list of which only the first pages are here. */
export interface Pages<One> {
  readonly data: readonly One[];
  readonly nextCursor: string | null;
}

/** Where a leader's money stands. */
export interface Earnings {
  readonly summary: CommissionSummary;
  readonly commissions: Pages<Commission>;
  readonly statements: Pages<Statement>;
  /** Empty also where the shop has none, or an older version of the API. */
  readonly targets: readonly TargetProgress[];
}

export async function earningsOf(connection: Connection): Promise<Earnings> {
  const client = leaderClient(connection);
  const [summary, commissions, statements, targets] = await Promise.all([
    client.commissions.summary({}),
    client.commissions.list({ limit }),
    client.statements.list({ limit }),
    client.targets.list({}).catch((problem: unknown) => ({ data: absent<TargetProgress[]>(problem, []) })),
  ]);
  return { summary, commissions, statements, targets: targets.data };
}

/** The pages so far with the next one. */
export async function moreCommissions(
  connection: Connection,
  { data, nextCursor }: Pages<Commission>,
): Promise<Pages<Commission>> {
  const cursor = nextCursor ?? '';
  const page = await leaderClient(connection).commissions.list({ limit, cursor });
  return { data: [...data, ...page.data], nextCursor: page.nextCursor };
}

/** The movements of a statement, the pages so far with the next one. */
export async function statementLines(
  connection: Connection,
  statementId: string,
  known?: Pages<StatementLine>,
): Promise<Pages<StatementLine>> {
  const cursor = known?.nextCursor;
  const { statements } = leaderClient(connection);
  const page = await statements.lines({ statementId, limit, ...(cursor && { cursor }) });
  return { data: [...(known?.data ?? []), ...page.data], nextCursor: page.nextCursor };
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
function absent<Instead>(problem: unknown, instead: Instead): Instead {
  if (problem instanceof ClientProblem && problem.status === 404) return instead;
  throw problem;
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
