import type { Cell } from '../cell.ts';
import { vendure } from '../peers/vendure.ts';
import { served } from './served.ts';

/** The same purchase of three lines with its payment: one request here, two there. */
function besides(
  callers: number,
  ours: number,
  theirs: number,
  targets: Omit<Cell, 'name' | 'contenders'>,
): Cell {
  const connections = callers === 1 ? '1 connection' : `${String(callers)} connections`;
  return {
    name: `buy beside Vendure, ${connections}`,
    only: 'peers',
    contenders: () =>
      Promise.resolve([
        served({ name: 'OpenTuan', file: 'ours.ts', connections: callers, count: ours }),
        vendure({ name: 'Vendure', callers, count: theirs }),
      ]),
    ...targets,
  };
}

export const besideVendure = besides(64, 4000, 128, { targets: [200], latencyTargets: [50] });
export const besideVendureOneByOne = besides(1, 600, 64, { targets: [30] });
