import { type Engine, instantText, missingMigrations, type SqlRow } from '@opentuan/core';
import type { Text } from './command.ts';

/** One thing that was looked at, in words, with what to do where it is not as it should be. */
export interface Finding {
  readonly name: string;
  readonly good: boolean;
  readonly what: Text;
  readonly advice?: Text;
}

const nodeMin = 22;
/** The scheduled work runs every half minute on Node, every minute on Workers. */
const tickLate = 10 * 60_000;

export function nodeFinding(version: string): Finding {
  const good = Number(version.split('.')[0]) >= nodeMin;
  const what = { en: `Node ${version}`, zh: `Node ${version}` };
  const wanted = String(nodeMin);
  const advice = { en: `Install Node ${wanted} or later.`, zh: `请安装 Node ${wanted} 或更新版本。` };
  return { name: 'node', good, what, ...(good ? {} : { advice }) };
}

/** Looks at a database that answers; stops where the rest would only repeat what is wrong. */
export async function examine(engine: Engine, url: string, now: number): Promise<Finding[]> {
  const findings = [
    { name: 'database', good: true, what: { en: `Database ${url} answers`, zh: `数据库 ${url} 可用` } },
    ...(url.startsWith('file:') ? [await pragmas(engine)] : []),
  ];
  const schema = await schemaFinding(engine);
  if (!schema.good) return [...findings, schema];
  const rest = [shopFinding, keysFinding, clockFinding, tickFinding];
  const more = await Promise.all(rest.map((look) => look(engine, now)));
  return [...findings, schema, ...more];
}

async function rows(
  engine: Engine,
  sql: string,
  params: readonly (string | number)[] = [],
): Promise<readonly SqlRow[]> {
  return (await engine.run([{ sql, params }], 'read'))[0] ?? [];
}

async function pragmas(engine: Engine): Promise<Finding> {
  const wanted = { journal_mode: 'wal', synchronous: '2', foreign_keys: '1' };
  const wrong: string[] = [];
  for (const [pragma, value] of Object.entries(wanted)) {
    const [row = {}] = await rows(engine, `PRAGMA ${pragma}`);
    if (String(Object.values(row)[0]) !== value) wrong.push(pragma);
  }
  const list = Object.keys(wanted).join(', ');
  return finding(
    'pragmas',
    wrong.length === 0,
    { en: `Durability: ${list}`, zh: `持久性设置：${list}` },
    {
      en: `Put the file on a local disk: ${wrong.join(', ')} cannot be held where it is.`,
      zh: `请把文件放在本地磁盘：当前位置无法保持 ${wrong.join('、')}。`,
    },
  );
}

async function schemaFinding(engine: Engine): Promise<Finding> {
  const [known] = await rows(
    engine,
    `SELECT 1 AS "known" FROM sqlite_schema WHERE name IN ('schema_migrations', 'd1_migrations')`,
  );
  const missing = known ? await missingMigrations(engine) : ['*'];
  return finding(
    'schema',
    missing.length === 0,
    { en: 'Schema up to date', zh: '数据库结构已是最新' },
    { en: 'Run "opentuan migrate".', zh: '请运行 opentuan migrate。' },
  );
}

async function shopFinding(engine: Engine): Promise<Finding> {
  const [shop] = await rows(
    engine,
    'SELECT "name" AS "name", "zone" AS "zone", "currency" AS "currency" FROM "shops"',
  );
  const text = shop ? `${String(shop.name)}, ${String(shop.zone)}, ${String(shop.currency)}` : '-';
  return finding(
    'shop',
    shop !== undefined,
    { en: `Shop: ${text}`, zh: `店铺：${text}` },
    { en: 'Run "opentuan seed", or POST /v1/shop.', zh: '请运行 opentuan seed，或 POST /v1/shop。' },
  );
}

async function keysFinding(engine: Engine): Promise<Finding> {
  const counts = await rows(
    engine,
    `SELECT "kind" AS "kind", count(*) AS "keys" FROM "api_keys" WHERE "revokedAt" IS NULL GROUP BY "kind" ORDER BY "kind"`,
  );
  const text = counts.map(({ kind, keys }) => `${String(kind)} ${String(keys)}`).join(', ') || '0';
  return finding(
    'keys',
    counts.some(({ kind }) => kind === 'secret'),
    { en: `API keys: ${text}`, zh: `API 密钥：${text}` },
    { en: 'Make one: "opentuan keys create".', zh: '请创建：opentuan keys create。' },
  );
}

/** A clock that was set back would date new events before those that are there. */
async function clockFinding(engine: Engine, now: number): Promise<Finding> {
  const [last] = await rows(engine, 'SELECT max("recordedAt") AS "at" FROM "events"');
  const at = typeof last?.at === 'number' ? last.at : 0;
  return finding(
    'clock',
    at <= now + 60_000,
    { en: `Clock: ${instantText(now)}`, zh: `时钟：${instantText(now)}` },
    {
      en: `Set the clock: the last event is dated ${instantText(at)}, which lies ahead.`,
      zh: `请校准时钟：最后一条记录的时间 ${instantText(at)} 在未来。`,
    },
  );
}

async function tickFinding(engine: Engine, now: number): Promise<Finding> {
  const late = now - tickLate;
  const [due] = await rows(
    engine,
    `SELECT (SELECT count(*) FROM "orders" WHERE "status" = 'held' AND "holdEndsAt" <= CAST(?1 AS INTEGER)) AS "holds",
      (SELECT count(*) FROM "campaigns" c WHERE c."status" IN ('published', 'purchasing') AND EXISTS
        (SELECT 1 FROM "offers" o WHERE o."campaignId" = c."id" AND o."status" = 'open' AND o."closesAt" <= CAST(?1 AS INTEGER))) AS "freezes",
      (SELECT count(*) FROM "commission_entries" WHERE "status" = 'accrued' AND "earnableAt" <= CAST(?1 AS INTEGER)) AS "commissions"`,
    [late],
  );
  const waiting = Object.entries(due ?? {}).filter(([, count]) => Number(count) > 0);
  const text = waiting.map(([name, count]) => `${name} ${String(count)}`).join(', ') || '0';
  return finding(
    'tick',
    waiting.length === 0,
    { en: `Overdue work: ${text}`, zh: `逾期未处理：${text}` },
    {
      en: 'Run "opentuan tick", and see to it that it runs every minute.',
      zh: '请运行 opentuan tick，并让它每分钟运行一次。',
    },
  );
}

function finding(name: string, good: boolean, what: Text, advice: Text): Finding {
  return { name, good, what, ...(good ? {} : { advice }) };
}
