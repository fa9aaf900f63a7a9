/** OpenTuan's own API on a libSQL file, as `opentuan dev` serves it. */
import { createApi } from '../../packages/api/src/create-api.ts';
import { hashApiKey } from '../../packages/api/src/middleware/api-key.ts';
import { libsqlEngine } from '../../packages/core/src/storage/libsql.ts';
import { openNeighbourhood, publishableKey, secretKey } from '../neighbourhood.ts';
import { tellPort } from './serve.ts';

const engine = await libsqlEngine({ url: `file:${process.argv[2] ?? ''}`, writerThread: true });
const shop = await openNeighbourhood(engine);
const hash = await hashApiKey(publishableKey);
await shop.apiKeys.store({ name: 'page', kind: 'publishable', scopes: [], hash, hint: 'pk_bench' });

let told = false;
const onError = (error: unknown): void => {
  if (!told) process.stderr.write(`${String(error)}\n`);
  told = true;
};
// With `unkept` no answer is kept for the next reader: what every page costs that is read anew.
const unkept = process.argv.includes('unkept');
let writes = 0;
const served = unkept ? { ...shop, writes: () => (writes += 1) } : shop;
tellPort(createApi({ shop: served, rootKey: secretKey, compress: true, onError }));
