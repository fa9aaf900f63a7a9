import { readFileSync } from 'node:fs';
import { Trouble } from './command.ts';

export type SampleName = 'price-list' | 'leaders' | 'pickup-points';

/** The text of a sample sheet: beside the sources, and in the published package. */
export function sampleSheet(name: SampleName): string {
  const testing = import.meta.resolve('@opentuan/core/testing');
  const places = [`./sample/${name}.csv`, `../../src/testing/sample/${name}.csv`];
  for (const place of places) {
    try {
      return readFileSync(new URL(place, testing), 'utf8');
    } catch {
      // The next place.
    }
  }
  throw new Trouble({
    en: `The sample sheet ${name}.csv is missing from @opentuan/core.`,
    zh: `@opentuan/core 中缺少示例表 ${name}.csv。`,
  });
}
