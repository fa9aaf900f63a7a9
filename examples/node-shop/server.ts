/** `npm start`: a small fruit shop that was there before, with OpenTuan in it, at one address. */
import { join } from 'node:path';
import { startShop } from './start-shop.ts';
import { welcome } from './welcome.ts';

const wanted = Number(process.env['PORT'] ?? 4000);
const folder = process.env['DATA'] ?? join(import.meta.dirname, '.data');
const shop = await startShop({ port: wanted, folder, tellsPeople: process.env['TELL'] === '1' });
process.stdout.write(welcome(shop, wanted));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void shop.close().then(() => process.exit(0));
  });
}
