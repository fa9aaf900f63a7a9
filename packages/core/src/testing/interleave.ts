import { createOpenTuan, type OpenTuan } from '../open-tuan.ts';
import type { TestShop } from './test-shop.ts';

/**
 * Lets another process write while the next command of this shop is decided: after its first read or, the worst moment
 * there is, when everything is read and only its write is missing. The command must then be decided anew, or be
 * refused by the facts.
 */
export function interleave(
  shop: TestShop,
  meanwhile: (other: OpenTuan) => Promise<unknown>,
  moment: 'afterFirstRead' | 'beforeWrite' = 'afterFirstRead',
): void {
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
      if (moment === 'beforeWrite' && call[1] === 'write' && !raced) {
        raced = true;
        await meanwhile(other);
      }
      const rows = await run(...call);
      if (moment === 'afterFirstRead' && call[1] === 'read' && !raced) {
        raced = true;
        await meanwhile(other);
      }
      return rows;
    },
  });
}
