/** What HTTP, JSON and the shape of an order cost by themselves: nothing is read or written. */
import { Hono } from 'hono';
import { placeOrderSchema } from '../../packages/core/src/orders/schemas.ts';
import { secretKey } from '../neighbourhood.ts';
import { tellPort } from './serve.ts';

const app = new Hono();
app.post('/v1/orders', async (context) => {
  if (context.req.header('authorization') !== `Bearer ${secretKey}`)
    return context.json({ code: 'not_allowed' }, 401);
  const parsed = placeOrderSchema.safeParse(await context.req.json());
  return parsed.success ? context.json(parsed.data, 201) : context.json({ code: 'invalid_input' }, 422);
});
tellPort(app);
