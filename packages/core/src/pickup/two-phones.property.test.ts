import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderLines } from '../orders/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, buyApples } from '../testing/ready-orders.ts';
import { patience, runsOf } from '../testing/runs.ts';

/*
 * Two phones of one station, each with what it took along, with and without a network in any order: handing over in
 * part or whole, answers that are lost, syncing twice, phones that die and come back with what was on their disk.
 * However it went: each handover is kept once for ever, each piece is handed over at most once in the books, and what
 * two phones both gave away stands there as a conflict.
 */

const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;

interface Told {
  readonly orderId: string;
  readonly handoverId: string;
  readonly occurredAt: string;
  readonly lines: { readonly lineId: string; readonly pieces: number }[];
}

/** What a phone knows: the pieces left when it last looked, and what the shop has not heard of. */
class Phone {
  online = true;
  left = new Map<string, number>();
  disk: Told[] = [];
  readonly #shop: TestShop;
  readonly #name: string;
  #count = 0;

  constructor(shop: TestShop, name: string) {
    this.#shop = shop;
    this.#name = name;
  }

  async takeAlong(): Promise<void> {
    if (!this.online) return;
    const { orders } = await this.#shop.tuan.pickups.findBundle({}, leader);
    this.left = new Map(orders.flatMap(({ lines }) => lines.map(({ lineId, pieces }) => [lineId, pieces])));
    for (const { lines } of this.disk)
      for (const { lineId, pieces } of lines) this.left.set(lineId, (this.left.get(lineId) ?? 0) - pieces);
  }

  /** Gives goods away as far as this phone knows of any; `deaf`: the shop hears of it, the phone not of the answer. */
  async handOver(
    orderId: string,
    lineId: string,
    wanted: number,
    deaf: boolean,
  ): Promise<string | undefined> {
    const pieces = Math.min(wanted, this.left.get(lineId) ?? 0);
    if (pieces < 1) return undefined;
    this.left.set(lineId, (this.left.get(lineId) ?? 0) - pieces);
    const handoverId = `${this.#name}-handover-${String((this.#count += 1))}`;
    const occurredAt = new Date(this.#shop.now).toISOString();
    const told: Told = { orderId, handoverId, occurredAt, lines: [{ lineId, pieces }] };
    if (this.online) await this.#shop.tuan.pickups.handOver(told, leader);
    if (!this.online || deaf) this.disk.push(told);
    return handoverId;
  }

  async sync(deaf: boolean): Promise<void> {
    if (!this.online || this.disk.length === 0) return;
    const { data } = await this.#shop.tuan.pickups.syncHandovers({ handovers: this.disk }, leader);
    expect(data.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    if (!deaf) this.disk = [];
  }
}

const step = fc.record({
  phone: fc.nat(1),
  kind: fc.constantFrom('handOver', 'handOver', 'handOver', 'sync', 'network', 'takeAlong', 'die', 'both'),
  line: fc.nat(2),
  pieces: fc.integer({ min: 1, max: 4 }),
  deaf: fc.boolean(),
});

test(
  'R29: two phones, with and without a network in any order: each piece is handed over once, each handover is kept once',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const shop = await testShop();
        try {
          const orders = [];
          for (const pieces of [1, 3, 4])
            orders.push(await buyApples(shop, pieces, `till-${String(pieces)}`));
          await arrive(
            shop,
            orders.map(({ id }) => id),
          );
          const phones = [new Phone(shop, 'phone-a'), new Phone(shop, 'phone-b')] as const;
          for (const phone of phones) await phone.takeAlong();
          const made: string[] = [];
          for (const { phone: which, kind, line, pieces, deaf } of steps) {
            shop.now += 30_000;
            const phone = phones[which] ?? phones[0];
            const order = orders[line] ?? orders[0];
            const give = (one: Phone) =>
              one.handOver(order?.id ?? '', order?.lines[0]?.id ?? '', pieces, deaf);
            if (kind === 'handOver') made.push((await give(phone)) ?? '');
            if (kind === 'both') made.push(...(await Promise.all(phones.map(give))).map((id) => id ?? ''));
            if (kind === 'sync') await Promise.all([phone.sync(true), phone.sync(deaf)]);
            if (kind === 'network') phone.online = !phone.online;
            if (kind === 'takeAlong') await phone.takeAlong();
            // What was only in its memory is gone: the list of the day is fetched anew when there is a network.
            if (kind === 'die') phone.left = new Map();
          }
          for (const phone of phones) {
            phone.online = true;
            await phone.sync(true);
            await phone.sync(false);
          }
          const kept = await shop.tuan.reader.rows<{ id: string; outcome: string; pieces: number }>(
            `SELECT h."id" AS "id", h."outcome" AS "outcome", l."pieces" AS "pieces"
              FROM "handovers" h JOIN "handover_lines" l ON l."handoverId" = h."id"`,
          );
          expect(kept.map(({ id }) => id).toSorted()).toEqual(made.filter((id) => id !== '').toSorted());
          const accepted = kept.filter(({ outcome }) => outcome === 'accepted');
          const lines = await shop.tuan.reader.table(orderLines, 'TRUE');
          const handed = lines.reduce((sum, { handedOver }) => sum + handedOver, 0);
          expect(handed).toBe(accepted.reduce((sum, { pieces }) => sum + pieces, 0));
          for (const { handedOver, pieces } of lines) expect(handedOver).toBeLessThanOrEqual(pieces);
          await shop.audit();
        } finally {
          await shop.close();
        }
      }),
      { numRuns: runsOf(40) },
    );
  },
  patience(60_000),
);
