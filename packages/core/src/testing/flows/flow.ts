import { expect } from 'vitest';
import type { Actor } from '../../shared/context.ts';
import { Refusal } from '../../shared/error.ts';
import type { Engine } from '../../storage/engine.ts';
import { testShop, type TestShop, type TestShopOptions } from '../test-shop.ts';
import { watchedTuan } from './watched-tuan.ts';

/** One theme of the round, played by verbs in the planted neighbourhood; its figures are the same on every engine. */
export interface ShopFlow {
  readonly title: string;
  readonly policies?: TestShopOptions['policies'];
  play(shop: TestShop): Promise<void>;
}

/** Plays a flow on an engine over an empty database, with the audit after every verb that wrote; notes what was called. */
export async function playFlow(flow: ShopFlow, engine: Engine, called: Set<string>): Promise<void> {
  const shop = await testShop({
    engine,
    notify: () => Promise.resolve(),
    ...(flow.policies === undefined ? {} : { policies: flow.policies }),
  });
  const plain = shop.tuan;
  const watched = watchedTuan(plain, async ({ name, succeeded, wrote }) => {
    if (succeeded) called.add(name);
    if (wrote) await shop.audit().catch((error: unknown) => fail(name, error));
  });
  await flow.play(Object.assign(shop, { tuan: watched }));
  await shop.audit();
}

function fail(name: string, cause: unknown): never {
  throw new Error(`after ${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
}

export const byLeader = (leaderId: string) => ({ actor: { kind: 'leader', leaderId } as const });
export const byCustomer = (customerId: string) => ({ actor: { kind: 'customer', customerId } as const });
export const byShop: { readonly actor: Actor } = { actor: { kind: 'shop', keyId: 'key_till', scopes: [] } };

/** Minor units of yuan. */
export const yuan = (amount: number) => ({ amount, currency: 'CNY' });

/** The code with which a call was refused. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'accepted';
}

/** Ticks and demands that no step has a problem; answers what was done by step. */
export async function tickCleanly({ tuan }: TestShop): Promise<Readonly<Record<string, number>>> {
  const { steps } = await tuan.tick();
  expect(steps.filter(({ problem }) => problem !== null)).toEqual([]);
  return Object.fromEntries(steps.filter(({ done }) => done > 0).map(({ name, done }) => [name, done]));
}

/** Balances of the accounts that are not at 0, by name, in minor units. */
export async function booksOf({ tuan }: TestShop): Promise<Readonly<Record<string, number>>> {
  const { accounts } = await tuan.ledger.trialBalance({});
  const moved = accounts.filter(({ balance }) => balance.amount !== 0);
  return Object.fromEntries(moved.map(({ account, balance }) => [account, balance.amount]));
}
