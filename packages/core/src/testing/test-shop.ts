import { createOpenTuan, type OpenTuan } from '../open-tuan.ts';
import { defineVerb } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { instantOf } from '../shared/time.ts';
import { auditDatabase } from '../audit/audit-database.ts';
import { defaultPolicies } from '../shop/policies.ts';
import { shops } from '../shop/tables.ts';
import { shopId } from '../shop/the-shop.ts';
import type { Engine } from '../storage/engine.ts';
import { migrate } from '../storage/migrate.ts';
import type { Row, Work } from '../work.ts';
import * as z from 'zod';
import type { Notify } from '../events/notifier.ts';
import { memoryPictures, type PictureStore } from '../pictures/picture-store.ts';
import { plantNeighbourhood } from './neighbourhood.ts';

export interface TestShop {
  readonly tuan: OpenTuan;
  /** The clock: set it, or move it on. It starts on a Monday morning in Shanghai. */
  now: number;
  /** Moves the clock to a wall-clock time: `at('2026-11-23T22:00:00+08:00')`. */
  at(text: string): number;
  /** Writes rows directly, for states that are long to reach by verbs. */
  plant<Answer>(write: (work: Work, context: Context) => Answer): Promise<Answer>;
  /** Fails unless every invariant holds, but for those that the test has planted against. */
  audit(plantedAgainst?: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface TestShopOptions {
  readonly engine?: Engine;
  readonly policies?: Partial<Row<typeof shops>['policies']>;
  readonly currency?: string;
  readonly zone?: string;
  /** By default pictures are kept in memory. */
  readonly pictureStore?: PictureStore;
  /** By default nobody is told. */
  readonly notify?: Notify;
}

const monday = instantOf('2026-11-23T09:00:00+08:00');

/** A shop on a fresh database in memory, with a fixed clock and counting ids. */
export async function testShop(options: TestShopOptions = {}): Promise<TestShop> {
  const engine = options.engine ?? (await memoryEngine());
  await migrate(engine, monday);
  let count = 0;
  const shop: { now: number } = { now: monday };
  const tuan = createOpenTuan({
    engine,
    clock: () => shop.now,
    newId: (prefix) => `${prefix}_${String((count += 1)).padStart(6, '0')}`,
    random: countingBytes(),
    pictureStore: options.pictureStore ?? memoryPictures(),
    ...(options.notify === undefined ? {} : { notify: options.notify }),
  });
  const plantedIds = new Set<unknown>();
  const plant = <Answer>(write: (work: Work, context: Context) => Answer): Promise<Answer> => {
    const verb = defineVerb({
      name: 'testing.plant',
      summary: 'Writes rows directly',
      input: z.unknown(),
      answer: z.unknown(),
      decide: (work, _input, context) => write(noting(work, plantedIds), context),
    });
    return tuan.call(verb, null) as Promise<Answer>;
  };
  await plant((work, context) => {
    plantShop(work, context, options);
    plantNeighbourhood(work, context);
    return null;
  });
  return Object.assign(shop, {
    tuan,
    plant,
    at: (text: string) => (shop.now = instantOf(text)),
    audit: async (plantedAgainst: readonly string[] = []) => {
      const report = await auditDatabase(tuan.reader);
      const broken = report.broken.filter(({ invariant, rows }) => {
        if (plantedAgainst.includes(invariant)) return false;
        return !invariant.endsWith('_history') || rows.some(({ id }) => !plantedIds.has(id));
      });
      if (broken.length > 0) throw new Error(`the audit found:\n${JSON.stringify(broken, null, 2)}`);
    },
    close: async () => engine.close?.(),
  });
}

/** Remembers the rows whose status was planted: nothing has happened to them that an event could tell of. */
function noting(work: Work, plantedIds: Set<unknown>): Work {
  const insert = work.insert.bind(work);
  const set = work.set.bind(work);
  const note = (row: object, values: object) => {
    if ('status' in values && 'id' in row) plantedIds.add(row.id);
  };
  return Object.assign(work, {
    insert: (...call: Parameters<typeof insert>) => (note(call[1], call[1]), insert(...call)),
    set: (...call: Parameters<typeof set>) => (note(call[1], call[2]), set(...call)),
  });
}

/** Imported when it is needed: the driver of libSQL does not load in workerd. */
async function memoryEngine(): Promise<Engine> {
  const { libsqlEngine } = await import('../storage/libsql.ts');
  return libsqlEngine({ url: ':memory:' });
}

function plantShop(work: Work, { now }: Context, options: TestShopOptions): void {
  work.insert(shops, {
    id: shopId,
    name: '幸福里鲜果店',
    zone: options.zone ?? 'Asia/Shanghai',
    currency: options.currency ?? 'CNY',
    locale: 'zh-CN',
    policies: { ...defaultPolicies, ...options.policies },
    sessionSecret: 'a test secret of no worth that is long enough',
    houseLeaderId: 'led_house',
    createdAt: now,
  });
}

/** Bytes that differ from call to call and are the same in every run. */
function countingBytes(): (length: number) => Uint8Array {
  let state = 1;
  return (length) =>
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    });
}
