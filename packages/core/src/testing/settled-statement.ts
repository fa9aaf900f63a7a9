import { type Collected, collectApples } from './collected-orders.ts';
import { planted } from './neighbourhood.ts';
import type { TestShop } from './test-shop.ts';

type Wishes = Parameters<typeof collectApples> extends [TestShop, ...infer Rest] ? Rest : never;

export interface Settled {
  readonly collected: readonly Collected[];
  readonly statementId: string;
}

/** Gives the planted leader a receiver account at the provider. */
export async function giveReceiver(shop: TestShop, leaderId: string = planted.leader): Promise<void> {
  await shop.tuan.receivers.put({ leaderId, type: 'personal', account: `open-id-of-${leaderId}` });
}

/** Settles the leader's statement up to a day, at nine in the morning of that day. */
export async function settleUpTo(shop: TestShop, day: string): Promise<string> {
  shop.at(`${day}T09:00:00+08:00`);
  const { statementId } = await shop.tuan.statements.create({ leaderId: planted.leader, to: day });
  return statementId ?? '';
}

/** Apples at 10.00 and 10 % bought, collected and settled on Saturday, and a leader with a receiver account. */
export async function settledApples(shop: TestShop, ...wishes: Wishes): Promise<Settled> {
  await giveReceiver(shop);
  const collected = await collectApples(shop, ...wishes);
  return { collected, statementId: await settleUpTo(shop, '2026-11-28') };
}
