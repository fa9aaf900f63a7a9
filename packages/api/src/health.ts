import { type OpenTuan, migrations, missingMigrations } from '@opentuan/core';
import type { Context } from 'hono';
import { HttpRefusal } from './http-errors.ts';

/** Whether this server can work: the database answers and has the schema of this version. Refuses schema_behind. */
export async function answerHealth(
  tuan: OpenTuan,
  context: Context,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const missing = await missingMigrations(tuan.engine);
  if (missing.length > 0) throw new HttpRefusal('schema_behind', { missing, command: 'opentuan migrate' });
  const schema = migrations.at(-1)?.name ?? '';
  return context.json(
    { status: 'ok', schema, engine: tuan.engine.name, now: new Date(tuan.clock()).toISOString() },
    200,
    {
      ...headers,
      'cache-control': 'no-store',
    },
  );
}
