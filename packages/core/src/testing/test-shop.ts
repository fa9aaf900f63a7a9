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
import { readerOf } from '../storage/reader.ts';
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
  /**
   * Writes rows directly, for states that are long to reach by verbs. Rows that cannot be, such as sums without their
   * goods, say which invariants they are planted against: the audit holds the others.
   */
  plant<Answer>(
    write: (work: Work, context: Context) => Answer,
    against?: readonly string[],
  ): Promise<Answer>;
  /** Fails unless every invariant holds, but for those that the test has planted against. */
  audit(plantedAgainst?: readonly string[]): Promise<void>;
  /** Closes the database, after the audit where something was written since the last one. Twice is harmless. */
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
  /** Invariants that the test breaks on purpose by verbs of its own or by bare SQL. */
  readonly plantedAgainst?: readonly string[];
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
  const plantedAgainst = new Set(options.plantedAgainst);
  const plant: TestShop['plant'] = <Answer>(
    write: (work: Work, context: Context) => Answer,
    against: readonly string[] = [],
  ): Promise<Answer> => {
    for (const invariant of against) plantedAgainst.add(invariant);
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
    ...auditing(engine, plantedAgainst, plantedIds),
  });
}

/** The audit of a shop, and its closing, which audits where something was written since the last time. */
function auditing(
  engine: Engine,
  plantedAgainst: ReadonlySet<string>,
  plantedIds: ReadonlySet<unknown>,
): Pick<TestShop, 'audit' | 'close'> {
  // Tests put things between the shop and its engine: the audit reads past them.
  const plain: Engine = { ...engine, run: engine.run.bind(engine) };
  let audited = -1;
  let closed = false;
  const audit: TestShop['audit'] = async (against = []) => {
    audited = await changesSoFar(plain);
    const report = await auditDatabase(readerOf(plain));
    demandNothingBroken(report, [...plantedAgainst, ...against], plantedIds);
  };
  const close: TestShop['close'] = async () => {
    if (closed) return;
    closed = true;
    try {
      if (audited !== (await changesSoFar(plain))) await audit();
    } finally {
      await engine.close?.();
    }
  };
  return { audit, close };
}

/** Grows with every row that anybody writes over this engine, by verbs or by bare SQL. */
async function changesSoFar(engine: Engine): Promise<number> {
  // As a write, since the database counts by connection, and an engine may write by another than it reads.
  const [rows] = await engine.run([{ sql: 'SELECT total_changes() AS "rows"', params: [] }], 'write');
  return Number(rows?.[0]?.['rows']);
}

function demandNothingBroken(
  { broken }: Awaited<ReturnType<typeof auditDatabase>>,
  plantedAgainst: readonly string[],
  plantedIds: ReadonlySet<unknown>,
): void {
  const found = broken.filter(({ invariant, rows }) => {
    if (plantedAgainst.includes(invariant)) return false;
    return !invariant.endsWith('_history') || rows.some(({ id }) => !plantedIds.has(id));
  });
  if (found.length > 0) throw new Error(`the audit found:\n${JSON.stringify(found, null, 2)}`);
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
