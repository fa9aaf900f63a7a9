import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Contender } from '../contest.ts';
import type { LoadAnswer, LoadWish } from '../load.ts';

const bench = join(import.meta.dirname, '..');

export interface ServedWish {
  readonly name: string;
  /** In `servers/`. */
  readonly file: string;
  /** Told to the server. */
  readonly words?: readonly string[];
  readonly connections: number;
  /** Requests in a round. */
  readonly count: number;
  /** A page to read; left out, orders are placed. */
  readonly path?: string;
}

/** A server in a process of its own, and the load in another. */
export function served({ name, file, words = [], connections, count, path }: ServedWish): Contender {
  const wanted = path === undefined ? '201' : '200';
  return {
    name,
    count,
    async open(folder) {
      const server = fork(join(bench, 'servers', file), [
        join(folder, `${[file, ...words].join('-')}.db`),
        ...words,
      ]);
      const [{ port }] = (await once(server, 'message')) as [{ port: number }];
      const load = fork(join(bench, 'load.ts'));
      let from = 0;
      return {
        async run(requests) {
          const wish = { port, connections, from, count: requests, ...(path === undefined ? {} : { path }) };
          const answer = await ask(load, wish);
          from += requests;
          if (answer.statuses[wanted] !== requests)
            throw new Error(`${name} answered ${JSON.stringify(answer.statuses)}`);
          const { seconds, latency } = answer;
          return { seconds, latency, memory: await memoryOf(server) };
        },
        close: () => {
          load.kill();
          server.kill();
          return Promise.resolve();
        },
      };
    },
  };
}

/** Megabytes that the server holds by now. */
async function memoryOf(server: ChildProcess): Promise<number> {
  server.send('memory');
  const [{ memory }] = (await once(server, 'message')) as [{ memory: number }];
  return memory;
}

async function ask(load: ChildProcess, wish: LoadWish): Promise<LoadAnswer> {
  load.send(wish);
  const [answer] = (await once(load, 'message')) as [LoadAnswer];
  return answer;
}
