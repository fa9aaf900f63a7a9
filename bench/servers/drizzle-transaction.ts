/**
 * The usual way: Hono, Zod, and a drizzle transaction an order over `@libsql/client`, with the checks and the rows of
 * ours. SQLite has one writer and the client fails parallel write transactions at once, so they stand in line.
 */
import { Hono } from 'hono';
import { placeOrderSchema } from '../../packages/core/src/orders/schemas.ts';
import { openDrizzle } from '../floors/drizzle-floor.ts';
import { readPageByDrizzle } from '../floors/page-by-drizzle.ts';
import { RefusedByDrizzle } from '../floors/order-facts.ts';
import { placeByDrizzle } from '../floors/place-by-drizzle.ts';
import { secretKey } from '../neighbourhood.ts';
import { tellPort } from './serve.ts';

const { database } = await openDrizzle(process.argv[2] ?? '');
let line: Promise<unknown> = Promise.resolve();

const app = new Hono();
app.post('/v1/orders', async (context) => {
  if (context.req.header('authorization') !== `Bearer ${secretKey}`)
    return context.json({ code: 'not_allowed' }, 401);
  const parsed = placeOrderSchema.safeParse(await context.req.json());
  if (!parsed.success) return context.json({ code: 'invalid_input', issues: parsed.error.issues }, 422);
  const key = context.req.header('idempotency-key') ?? '';
  const turn = line.then(() =>
    database.transaction((transaction) => placeByDrizzle(transaction, parsed.data, key)),
  );
  line = turn.catch(() => undefined);
  try {
    return context.json((await turn) as object, 201);
  } catch (error) {
    if (error instanceof RefusedByDrizzle) return context.json({ code: error.message }, 409);
    throw error;
  }
});
/** The page of a campaign by four queries, as an ORM reads it. */
app.get('/v1/storefront/campaigns/:id', async (context) => {
  const page = await readPageByDrizzle(database, context.req.param('id'));
  return page === undefined ? context.json({ code: 'not_found' }, 404) : context.json(page);
});
tellPort(app);
