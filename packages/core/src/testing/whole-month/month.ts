import { planted } from '../neighbourhood.ts';
import type { TestShop } from '../test-shop.ts';
import { tryTo } from '../whole-shop/try-to.ts';
import { Notebook } from './notebook.ts';
import { type Term, Terms } from './terms.ts';
import type { MonthWish } from './wishes.ts';

export const minute = 60_000;

/** What is known of an order from the answers of verbs, and from nothing else. */
export interface Bought {
  readonly id: string;
  readonly campaignId: string;
  readonly leaderId: string;
}

/** What was promised on a line when it was ordered. */
export interface Promised {
  readonly orderId: string;
  readonly terms: readonly Term[];
  /** The leader out of whose commission the keeper of the point has a share. */
  readonly takenFrom: string | null;
  readonly maximum: number;
  readonly base: 'net' | 'gross';
  readonly net: number;
  readonly gross: number;
  readonly pieces: number;
}

/** A month of a shop as it is played: who takes part, what was bought, and the notebook of who gave whom how much. */
export class Month {
  readonly shop: TestShop;
  readonly wish: MonthWish;
  readonly notebook = new Notebook();
  readonly terms: Terms;
  /** The orders of the running round, and all of the month. */
  orders: Bought[] = [];
  readonly everything: Bought[] = [];
  /** By line. */
  readonly promised = new Map<string, Promised>();
  /** What was done, so that a test can demand that everything was. */
  readonly done: Set<string>;
  recruit = '';
  eggSupplier = '';
  bag = '';
  campaignId = '';
  couponPromotion = '';
  offerIds: readonly string[] = [];
  #count = 0;

  constructor(shop: TestShop, wish: MonthWish, done: Set<string>) {
    this.shop = shop;
    this.wish = wish;
    this.done = done;
    this.terms = new Terms(wish);
  }

  get tuan() {
    return this.shop.tuan;
  }

  get leaders(): readonly string[] {
    return [planted.leader, planted.otherLeader, this.recruit];
  }

  get suppliers(): readonly string[] {
    return [planted.supplier, this.eggSupplier];
  }

  money(amount: number) {
    return { amount, currency: this.wish.currency };
  }

  /** A name that no call had before. */
  name(prefix: string): string {
    return `${prefix} ${String((this.#count += 1))}`;
  }

  /** The answer, or null where the call came too late or asked for too much. */
  async try<Answer>(what: string, call: Promise<Answer>): Promise<Exclude<Answer, string> | null> {
    const answer = await tryTo(call);
    if (typeof answer === 'string') return null;
    this.done.add(what);
    return answer as Exclude<Answer, string>;
  }

  newPhone(): string {
    return `1390001${String(1000 + (this.#count += 1))}`;
  }

  order(index: number): Bought | undefined {
    return this.orders[index % Math.max(1, this.orders.length)];
  }

  async line(order: number, line: number) {
    const bought = this.order(order);
    if (bought === undefined) return null;
    const view = await this.tuan.orders.get({ orderId: bought.id });
    const stored = view.lines[line % view.lines.length];
    return stored ? { order: view, line: stored, left: stored.net.amount - stored.refunded.amount } : null;
  }

  async tick(): Promise<void> {
    const { steps } = await this.tuan.tick();
    const problem = steps.find((one) => one.problem !== null);
    if (problem) throw new Error(`tick: ${problem.name}: ${String(problem.problem)}`);
  }
}
