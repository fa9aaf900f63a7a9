import { join } from 'node:path';
import { type LocalWorker, startLocalWorker } from '../../examples/cloudflare-worker/local-worker.ts';
import type { Cell } from '../cell.ts';
import type { Contender } from '../contest.ts';

const config = join(import.meta.dirname, '../servers/wrangler.jsonc');

/** Both in a Worker of their own: so many orders one after the other, asked for by one request. */
function onD1(name: string, how: 'ours' | 'bare'): Contender {
  return {
    name,
    count: 100,
    async open() {
      const worker: LocalWorker = await startLocalWorker({}, config);
      const ask = async (from: number, count: number) => {
        const answer = await fetch(`${worker.url}/${how}/${String(from)}/${String(count)}`);
        if (!answer.ok) throw new Error(await answer.text());
        return answer.text();
      };
      // The first request plants the shop.
      await ask(0, 0);
      let from = 10;
      return {
        async run(count) {
          const begun = performance.now();
          await ask(from, count);
          from += count;
          return { seconds: (performance.now() - begun) / 1000 };
        },
        close: () => worker.close(),
      };
    },
  };
}

/** One order after the other: each costs one round trip to read and one to write. */
export const placeOnD1: Cell = {
  name: 'place an order in a Worker on D1, one at a time',
  contenders: () =>
    Promise.resolve([onD1('OpenTuan', 'ours'), onD1('bare D1 batches of the same statements', 'bare')]),
  targets: [0.9],
};
