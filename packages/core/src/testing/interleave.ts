import { createOpenTuan, type OpenTuan } from '../open-tuan.ts';
import type { TestShop } from './test-shop.ts';

/**
 * Lets another process write between the first read and the first write of the next command of this shop: the worst
 * moment there is. The command must then be decided anew, or be refused by the facts.
 */
export function interleave(shop: TestShop, meanwhile: (other: OpenTuan) => Promise<unknown>): void {
  const { engine } = shop.tuan;
  const run = engine.run.bind(engine);
  let count = 0;
  const other = createOpenTuan({
    engine: { ...engine, run },
    clock: () => shop.now,
    newId: (prefix) => `${prefix}_other_${String((count += 1))}`,
    random: (length) => Uint8Array.from({ length }, (_, at) => 200 - at - count),
  });
  let raced = false;
  Object.assign(engine, {
    run: async (...call: Parameters<typeof run>) => {
      const rows = await run(...call);
      if (call[1] === 'read' && !raced) {
        raced = true;
        await meanwhile(other);
      }
      return rows;
    },
  });
}
