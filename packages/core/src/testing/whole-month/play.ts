import type { TestShop } from '../test-shop.ts';
import { agreeAtTheEnd, agreeOnMoney, agreeOnReports } from './agree.ts';
import { agreeOnCommissions, agreeOnLeaders } from './agree-commissions.ts';
import { closeMonth } from './close.ts';
import { bring, buy, openRound, passWindow } from './goods.ts';
import { fetch, playLater } from './later.ts';
import { moveMoney } from './money-moves.ts';
import { Month } from './month.ts';
import { openMonth } from './open.ts';
import { playOrdering } from './ordering.ts';
import type { LaterStep, MonthWish, MoneyStep, RoundWish } from './wishes.ts';

/** Plays a month to the end, with the audit and the notebook after every step. */
export async function playMonth(shop: TestShop, wish: MonthWish, done: Set<string>): Promise<Month> {
  const month = new Month(shop, wish, done);
  await openMonth(month);
  for (const [number, round] of wish.rounds.entries()) await playRound(month, number, round);
  await closeMonth(month);
  await agreeOnMoney(month);
  await agreeAtTheEnd(month);
  await agreeOnReports(month);
  await agreeOnCommissions(month);
  await agreeOnLeaders(month);
  return month;
}

const isMoney = (step: LaterStep | MoneyStep): step is MoneyStep => 'setOff' in step;

async function playAll(month: Month, steps: readonly (LaterStep | MoneyStep)[]): Promise<void> {
  for (const step of steps) {
    if (isMoney(step)) await moveMoney(month, step);
    else await playLater(month, step);
    await month.shop.audit();
    await agreeOnMoney(month);
  }
}

async function playRound(month: Month, number: number, round: RoundWish): Promise<void> {
  if (!(await openRound(month, number, round))) return;
  for (const step of round.ordering) {
    await playOrdering(month, step);
    await month.shop.audit();
  }
  await buy(month, number, round);
  await bring(month, number, round);
  await agreeOnMoney(month);
  await playAll(month, round.waiting);
  for (const [position, { id }] of month.orders.entries())
    if (!round.away.includes(position)) await fetch(month, id);
  await playAll(month, round.later);
  passWindow(month, number);
  await playAll(month, round.money);
  await month.tick();
  await month.shop.audit();
  await agreeOnCommissions(month);
}
