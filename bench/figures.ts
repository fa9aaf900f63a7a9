import type { Cell } from './cell.ts';
import { type Measured, median } from './contest.ts';

/** One line of the result: ours beside one floor. */
export interface Figure {
  readonly name: string;
  /** Per second, the median of the rounds. */
  readonly ours: number;
  readonly floor: number;
  /** The median of the rounds' own ratios: what disturbs a round disturbs both sides of it. */
  readonly ratio: number;
  readonly target: number | null;
  /** True also where there is no target. */
  readonly met: boolean;
}

export function figuresOf(cell: Cell, [ours, ...floors]: readonly Measured[]): Figure[] {
  if (!ours) return [];
  return floors.map((floor, index) => {
    const ratio = round(median(ours.rates.map((rate, at) => rate / (floor.rates[at] ?? Number.NaN))), 2);
    const target = cell.targets[index] ?? null;
    return {
      name: `${cell.name} / ${floor.name}`,
      ours: round(median(ours.rates), 0),
      floor: round(median(floor.rates), 0),
      ratio,
      target,
      met: target === null || ratio >= target,
    };
  });
}

export function table(figures: readonly Figure[]): string {
  const head = ['', 'ours /s', 'floor /s', 'ratio', 'target', ''];
  const rows = figures.map(({ name, ours, floor, ratio, target, met }) => [
    name,
    String(ours),
    String(floor),
    `${ratio.toFixed(2)} ×`,
    target === null ? '' : `≥ ${String(target)} ×`,
    target === null ? '' : met ? '✓' : '✗',
  ]);
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  return `${[head, ...rows].map(line).join('\n')}\n`;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
