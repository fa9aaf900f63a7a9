import type { Cell } from './cell.ts';
import { type Measured, median } from './contest.ts';

/** One line of the result: ours beside one floor. */
export interface Figure {
  readonly name: string;
  /** The median of the rounds: per second, or milliseconds where the name says so. */
  readonly ours: number;
  readonly floor: number;
  /** The median of the rounds' own ratios: what disturbs a round disturbs both sides of it. More is better, also of times. */
  readonly ratio: number;
  readonly target: number | null;
  /** True also where there is no target. */
  readonly met: boolean;
}

/** A figure, and how far its rounds lay apart. */
export interface ToldFigure extends Figure {
  readonly oursRange: Range;
  readonly floorRange: Range;
  readonly ratioRange: Range;
}

type Range = readonly [number, number];

export function figuresOf(cell: Cell, [ours, ...floors]: readonly Measured[]): ToldFigure[] {
  if (!ours) return [];
  return floors.flatMap((floor, index) => {
    const name = `${cell.name} / ${floor.name}`;
    const rates = figure(name, ours.rates, floor.rates, cell.targets[index] ?? null);
    const target = cell.latencyTargets?.[index] ?? null;
    if (target === null) return [rates];
    const most = ({ latencies }: Measured) => latencies.map((one) => one.most);
    return [rates, figure(`${name}, p99 in ms`, most(ours), most(floor), target, true)];
  });
}

function figure(
  name: string,
  ours: readonly number[],
  floor: readonly number[],
  target: number | null,
  lessIsBetter = false,
): ToldFigure {
  const ratios = ours.map((value, at) => {
    const ratio = value / (floor[at] ?? Number.NaN);
    return lessIsBetter ? 1 / ratio : ratio;
  });
  const digits = lessIsBetter ? 1 : 0;
  const ratio = round(median(ratios), 2);
  return {
    name,
    ours: round(median(ours), digits),
    floor: round(median(floor), digits),
    ratio,
    target,
    met: target === null || ratio >= target,
    oursRange: rangeOf(ours, digits),
    floorRange: rangeOf(floor, digits),
    ratioRange: rangeOf(ratios, 2),
  };
}

function rangeOf(values: readonly number[], digits: number): Range {
  return [round(Math.min(...values), digits), round(Math.max(...values), digits)];
}

/** What `--json` prints of a figure. */
export function plain({ name, ours, floor, ratio, target, met }: Figure): Figure {
  return { name, ours, floor, ratio, target, met };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
