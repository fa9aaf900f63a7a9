import type { Language, Text } from '../command.ts';
import type { Day } from './day.ts';

type Stage = Parameters<Day['step']>[0];

const stages: Readonly<Record<Stage, Text>> = {
  setUp: { en: 'setting up', zh: '建店' },
  orders: { en: 'Monday: orders', zh: '周一：下单' },
  cutoff: { en: 'cutoff', zh: '截单' },
  morning: { en: 'Tuesday morning: goods', zh: '周二早：收货配送' },
  afternoon: { en: 'Tuesday afternoon: pickup', zh: '周二下午：自提' },
  afterwards: { en: 'the days after', zh: '之后几天' },
};

const width = 28;

/** A bar on a terminal; nothing where standard error is a file. */
export function progressBar(
  total: number,
  language: Language,
  stream: NodeJS.WriteStream,
): { readonly step: Day['step']; readonly end: () => void } {
  let done = 0;
  let shown = '';
  const draw = (stage: Stage): void => {
    const share = Math.min(1, done / total);
    const full = Math.round(share * width);
    const bar = `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
    const line = `${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${stages[stage][language]}`;
    if (line === shown) return;
    shown = line;
    stream.write(`\r\u001B[K${line}`);
  };
  return {
    step(stage) {
      done += 1;
      if (stream.isTTY) draw(stage);
    },
    end() {
      if (stream.isTTY) stream.write('\r\u001B[K');
    },
  };
}
