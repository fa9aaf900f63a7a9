/** What HTTP, JSON and the shape of an order cost by themselves: nothing is read from a database or written. */
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
/** A page as large as that of a campaign with thirty offers, made once: what HTTP costs a read. */
const offer = {
  id: 'off_0',
  title: '散养土鸡蛋',
  unit: '盒',
  price: { amount: 3280, currency: 'CNY' },
  left: 12,
};
const page = {
  offers: Array.from({ length: 30 }, () => ({ ...offer, category: '肉禽蛋', limitPerCustomer: null })),
};
app.get('/v1/storefront/campaigns/:id', (context) => context.json(page));
tellPort(app);
