import { type Measured, median } from './contest.ts';
import type { ToldFigure } from './figures.ts';

/** Figures with the ranges of their rounds, as text in columns. */
export function table(figures: readonly ToldFigure[]): string {
  const head = ['', 'ours', 'from – to', 'floor', 'from – to', 'ratio', 'from – to', 'target', ''];
  return columns([
    head,
    ...figures.map(({ name, ours, oursRange, floor, floorRange, ratio, ratioRange, target, met }) => [
      name,
      String(ours),
      oursRange.join(' – '),
      String(floor),
      floorRange.join(' – '),
      `${ratio.toFixed(2)} ×`,
      ratioRange.map((value) => value.toFixed(2)).join(' – '),
      target === null ? '' : `≥ ${String(target)} ×`,
      target === null ? '' : met ? '✓' : '✗',
    ]),
  ]);
}

const width = 48;
/** Where a bar ends that is just as long as was asked for. */
const goal = 24;

/** Each ratio beside what was asked for: a bar that reaches the line has met its target; twice the length is four times as much. */
export function plot(figures: readonly ToldFigure[]): string {
  const asked = figures.flatMap(({ name, ratio, target }) =>
    target === null ? [] : [{ name, part: ratio / target }],
  );
  if (asked.length === 0) return '';
  const lines = asked.map(({ name, part }) => {
    const wanted = Math.round(goal + (goal / 2) * Math.log2(Math.max(part, 0.01)));
    const length = Math.min(width, Math.max(1, wanted));
    const bar = '█'.repeat(length).padEnd(width);
    const marked = length < goal ? `${bar.slice(0, goal - 1)}│${bar.slice(goal)}` : bar;
    return `${marked} ${part.toFixed(2).padStart(7)} of the target  ${name}`;
  });
  return `\n${lines.join('\n')}\n`;
}

/** How long single requests took, and what memory their server held. */
export function details(measured: readonly (Measured & { readonly cell: string })[]): string {
  const told = measured.filter(({ latencies, memory }) => latencies.length + memory.length > 0);
  if (told.length === 0) return '';
  const rows = told.map(({ cell, name, latencies, memory }) => [
    `${cell}: ${name}`,
    ...(['half', 'most'] as const).map((which) =>
      latencies.length === 0 ? '' : median(latencies.map((one) => one[which])).toFixed(2),
    ),
    memory.length === 0 ? '' : median(memory).toFixed(0),
  ]);
  return `\n${columns([['', 'p50 ms', 'p99 ms', 'MiB'], ...rows])}`;
}

/** By which command each cell is measured again. */
export function commands(cells: readonly string[]): string {
  return `\n${cells.map((name) => `npm run bench -- --cell ${JSON.stringify(name)}`).join('\n')}\n`;
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}
