/** In workerd: orders one after the other on D1, by our own road or by the statements that it was seen to send. */
import { type D1Binding, d1Engine } from '../../packages/core/src/storage/d1.ts';
import type { Statement } from '../../packages/core/src/storage/engine.ts';
import { type OpenTuan } from '../../packages/core/src/open-tuan.ts';
import { planted } from '../../packages/core/src/testing/index.ts';
import { customerId, openNeighbourhood, openShop, orderOf, till } from '../neighbourhood.ts';

interface Batch {
  readonly statements: readonly Statement[];
  readonly mode: 'read' | 'write';
}

interface Prepared {
  readonly tuan: OpenTuan;
  /** What one order sent. */
  readonly batches: readonly Batch[];
}

let prepared: Promise<Prepared> | undefined;

export default {
  async fetch(request: Request, { DB }: { readonly DB: D1Binding }): Promise<Response> {
    const [, , how = '', from = '0', count = '0'] = new URL(request.url).pathname.split('/');
    if (how === 'v1') return new Response('ready');
    const { tuan, batches } = await (prepared ??= prepare(DB));
    for (let index = Number(from); index < Number(from) + Number(count); index += 1) {
      if (how === 'ours') await place(tuan, `ours-${String(index)}`, index);
      else
        for (const { statements } of batches)
          await DB.batch(
            statements.map(({ sql, params }) => DB.prepare(sql).bind(...params.map(renamed(index)))),
          );
    }
    return Response.json({ trips: batches.length });
  },
};

async function prepare(database: D1Binding): Promise<Prepared> {
  const engine = d1Engine(database);
  const first = await openNeighbourhood(engine);
  await place(first, 'warm-0', 1);
  const batches: Batch[] = [];
  const noted = openShop({
    ...engine,
    run: (statements, mode = 'write') => {
      batches.push({ statements, mode });
      return engine.run(statements, mode);
    },
  });
  await place(noted, 'noted-0', 0);
  return { tuan: openShop(engine), batches };
}

function place(tuan: OpenTuan, run: string, index: number) {
  // The link of a leader's group names the community.
  const order = { ...orderOf(index, run), communityId: planted.community };
  return tuan.orders.place(order, { idempotencyKey: run, actor: till });
}

/** Ids made for the noted order get a number of their own; the customer and the references are the index's. */
function renamed(index: number) {
  const suffix = `_${String(index)}`;
  return (value: string | number | null) => {
    if (typeof value !== 'string') return value;
    return value
      .replace(/\b(ord|lin|pay|com|txn|evt)_[0-9A-Z]{26}\b/g, (id) => id.slice(0, -suffix.length) + suffix)
      .replaceAll(customerId(0), customerId(index))
      .replaceAll('noted-0', `noted-${String(index + 1)}`)
      .replace(/(?<=")[0-9A-Z]{8}(?=\\?")/g, String(index).padStart(8, '0'));
  };
}
