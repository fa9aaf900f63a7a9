import { money } from '../shared/schemas.ts';
import type { Unsettled } from './settle-movements.ts';

/** What a statement comes to: what it collects, and what it sets off. Minor units. */
export interface StatementSums extends Unsettled {
  readonly total: number;
  readonly setOff: number;
  /** The leader's settled credit after it: carried debt shows here, below zero. */
  readonly balance: number;
}

export function statementSums(one: Unsettled): StatementSums {
  const total = one.earned + one.reversed + one.bonus + one.charged;
  const setOff = setOffOf(one.cash, one.settled + total);
  return { ...one, total, setOff, balance: one.settled + total - setOff };
}

/**
 * Cash in the leader's hand against the leader's credit: what the credit does not cover stays with the leader and can
 * still be handed over. A leader who paid customers back from an own pocket (cash below zero) gets it as credit.
 */
function setOffOf(cash: number, credit: number): number {
  return cash < 0 ? cash : Math.min(cash, Math.max(0, credit));
}

type Sums = Readonly<
  Record<'earned' | 'reversed' | 'bonus' | 'charged' | 'total' | 'cashSetOff' | 'balance', number>
>;

/** The sums as they are answered, of a statement or of its preview. */
export function statementSumsView(sums: Sums, currency: string) {
  const { earned, reversed, bonus, charged, total, cashSetOff, balance } = sums;
  return {
    carried: money(balance - total + cashSetOff, currency),
    earned: money(earned, currency),
    reversed: money(reversed, currency),
    bonus: money(bonus, currency),
    charged: money(charged, currency),
    total: money(total, currency),
    cashSetOff: money(cashSetOff, currency),
    balance: money(balance, currency),
  };
}
