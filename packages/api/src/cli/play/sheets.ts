import { type SampleName, sampleSheet } from '../sample-sheet.ts';

/** Reads one of the sample sheets: no quotes, no line breaks in cells. */
export function sheetOf(text: string): {
  readonly headers: readonly string[];
  readonly rows: readonly string[][];
} {
  const [head = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  return { headers: head.split(','), rows: lines.map((line) => line.split(',')) };
}

/** The lists of leaders and of their pickup points, with the numbers of the leaders. */
export interface LeaderSheets {
  readonly leaders: string;
  readonly points: string;
  readonly externalIds: readonly string[];
}

/** The first leaders of the sample; more than there are get made-up neighbours. */
export function leaderSheets(count: number): LeaderSheets {
  const leaders = extended('leaders', count, (at) => [
    numbered('L', at),
    `邻居团长${String(at)}`,
    '宝妈',
    `新村${String(at)}号群`,
    '120',
    '10%',
  ]);
  const points = extended('pickup-points', count, (at) => [
    numbered('P', at),
    `新村${String(at)}号驿站`,
    `杭州市余杭区新村路${String(at)}号`,
    (30.2 + at / 1000).toFixed(5),
    (120.1 + at / 1000).toFixed(5),
    '16:00-20:30',
    numbered('L', at),
  ]);
  const externalIds = sheetOf(leaders).rows.map(([externalId = '']) => externalId);
  return { leaders, points, externalIds };
}

function numbered(letter: string, at: number): string {
  return `${letter}${String(at).padStart(2, '0')}`;
}

function extended(name: SampleName, count: number, cellsOf: (at: number) => readonly string[]): string {
  const [head = '', ...known] = sampleSheet(name).trim().split(/\r?\n/);
  const more = Array.from({ length: Math.max(0, count - known.length) }, (_, index) =>
    cellsOf(known.length + index + 1).join(','),
  );
  return [head, ...known.slice(0, count), ...more].join('\r\n');
}
