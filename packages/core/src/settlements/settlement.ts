import type { Shop } from '../shop/the-shop.ts';
import { money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import type { Row } from '../work.ts';
import { maskedAccount, maskedName } from './receiver.ts';
import type { settlementLines, settlements } from './tables.ts';

/** What of a statement stays outside, in minor units. */
export interface Outside {
  readonly bonus: number;
  readonly charged: number;
  readonly overCap: number;
  readonly noReference: number;
  readonly uncovered: number;
  readonly debt: number;
}

/** What of a statement goes through the provider, before it is made. Minor units. */
export interface Plan extends Outside {
  readonly statementId: string;
  readonly leaderId: string;
  readonly total: number;
  /** The leader's settled credit: no more than that is split (C6). */
  readonly credit: number;
  readonly split: number;
  readonly reversal: number;
  readonly lines: number;
}

const outsideNames = ['bonus', 'charged', 'overCap', 'noReference', 'uncovered', 'debt'] as const;
const sumNames = ['total', 'split', 'reversal', 'lines', ...outsideNames] as const;
type Sums = Readonly<Record<(typeof sumNames)[number], number>>;

export function sumsOf(plans: readonly Plan[]): Sums {
  return Object.fromEntries(
    sumNames.map((name) => [name, plans.reduce((sum, plan) => sum + plan[name], 0)]),
  ) as Record<keyof Sums, number>;
}

export function outsideView(outside: Outside, currency: string) {
  const shown = (name: keyof Outside) => money(outside[name], currency);
  return {
    bonus: shown('bonus'),
    charged: shown('charged'),
    overCap: shown('overCap'),
    noReference: shown('noReference'),
    uncovered: shown('uncovered'),
    debt: shown('debt'),
    total: money(
      outsideNames.reduce((sum, name) => sum + outside[name], 0),
      currency,
    ),
  };
}

/** The sums of several plans, as they are answered. */
export function sumsView(sums: Sums, currency: string) {
  return {
    split: money(sums.split, currency),
    reversal: money(sums.reversal, currency),
    outside: outsideView(sums, currency),
    total: money(sums.total, currency),
  };
}

export function settlementView(settlement: Row<typeof settlements>, currency: string) {
  const { id, statementId, leaderId, receiverType, receiverAccount, receiverName, capBasisPoints } =
    settlement;
  return {
    id,
    statementId,
    leaderId,
    capBasisPoints,
    receiver: {
      type: receiverType,
      account: maskedAccount(receiverAccount),
      name: maskedName(receiverName),
    },
    total: money(settlement.total, currency),
    split: money(settlement.split, currency),
    reversal: money(settlement.reversal, currency),
    outside: outsideView(settlement, currency),
    createdAt: instantText(settlement.createdAt),
  };
}

/** How often a line was put on its way: a result and a retry are one change each, and nothing else changes a line. */
export function attemptOf({ version }: Pick<Row<typeof settlementLines>, 'version'>): number {
  return Math.floor(version / 2) + 1;
}

/** What the provider shows for a line, in the language of the shop: always the same, as a retry must be. */
export function descriptionOf(
  { kind, orderId }: Pick<Row<typeof settlementLines>, 'kind' | 'orderId'>,
  { locale }: Pick<Shop, 'locale'>,
): string {
  const zh = locale.toLowerCase().startsWith('zh');
  const word = { split: zh ? '团长佣金' : 'Commission', reversal: zh ? '佣金退回' : 'Commission back' }[kind];
  return `${word} ${orderId}`;
}
