import type { Cell } from '../cell.ts';
import { sqliteFloor } from '../floors/sqlite-floor.ts';
import { recordOrderRows } from '../order-rows.ts';
import { served } from './served.ts';

interface HttpCell {
  readonly name: string;
  readonly connections: number;
  /** Orders in a round: ours, drizzle, validation alone. */
  readonly counts: readonly [number, number, number];
  readonly targets: Cell['targets'];
}

function cell({ name, connections, counts: [ours, drizzle, validate], targets }: HttpCell): Cell {
  const contender = (label: string, file: string, count: number) =>
    served({ name: label, file, connections, count });
  return {
    name,
    contenders: async () => [
      contender('OpenTuan', 'ours.ts', ours),
      sqliteFloor('bare node:sqlite in process, a transaction an order', 2500, 1, await recordOrderRows()),
      contender('drizzle transaction an order, over HTTP', 'drizzle-transaction.ts', drizzle),
      contender('Hono and Zod, validating only', 'validate-only.ts', validate),
    ],
    targets,
  };
}

export const placeOverHttp = cell({
  name: 'POST /v1/orders, 64 connections',
  connections: 64,
  counts: [4000, 600, 12_000],
  targets: [1.2, 5, 0.1],
});

export const placeOverHttpOneByOne = cell({
  name: 'POST /v1/orders, 1 connection',
  connections: 1,
  counts: [600, 400, 3000],
  targets: [null, 1, null],
});
