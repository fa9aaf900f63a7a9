import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Cell } from '../cell.ts';
import type { Contender } from '../contest.ts';
import type { LoadAnswer, LoadWish } from '../load.ts';

const bench = join(import.meta.dirname, '..');

/** A server in a process of its own, and the load in another. */
function server(name: string, file: string, connections: number, count: number): Contender {
  return {
    name,
    count,
    async open(folder) {
      const served = fork(join(bench, 'servers', file), [join(folder, `${file}.db`)]);
      const [{ port }] = (await once(served, 'message')) as [{ port: number }];
      const load = fork(join(bench, 'load.ts'));
      let from = 0;
      return {
        async run(orders) {
          const answer = await ask(load, { port, connections, from, count: orders });
          from += orders;
          const placed = answer.statuses['201'] ?? 0;
          if (placed !== orders) throw new Error(`${name} answered ${JSON.stringify(answer.statuses)}`);
          return answer.seconds;
        },
        close: () => {
          load.kill();
          served.kill();
          return Promise.resolve();
        },
      };
    },
  };
}

async function ask(load: ChildProcess, wish: LoadWish): Promise<LoadAnswer> {
  load.send(wish);
  const [answer] = (await once(load, 'message')) as [LoadAnswer];
  return answer;
}

function cell(name: string, connections: number, counts: readonly number[], targets: Cell['targets']): Cell {
  const [ours = 0, drizzle = 0, validate = 0] = counts;
  return {
    name,
    contenders: () =>
      Promise.resolve([
        server('OpenTuan', 'ours.ts', connections, ours),
        server('drizzle transaction an order, over HTTP', 'drizzle-transaction.ts', connections, drizzle),
        server('Hono and Zod, validating only', 'validate-only.ts', connections, validate),
      ]),
    targets,
  };
}

export const placeOverHttp = cell('POST /v1/orders, 64 connections', 64, [4000, 600, 12_000], [5, 0.1]);
export const placeOverHttpOneByOne = cell('POST /v1/orders, 1 connection', 1, [600, 400, 3000], [1, null]);
