import { createOpenTuan, type OpenTuan } from '../open-tuan.ts';
import type { TestShop } from './test-shop.ts';

/**
 * Has another process do something between the next decision of this shop and its commit: the decision was taken on
 * what is then past, so a guard must trip and it must be taken anew.
 */
export function meanwhile(shop: TestShop, act: (other: OpenTuan) => Promise<unknown>): void {
  const { engine, random } = shop.tuan;
  let count = 0;
  const newId = (prefix: string) => `${prefix}_other${String((count += 1)).padStart(6, '0')}`;
  const run = engine.run.bind(engine);
  const other = createOpenTuan({ engine: { ...engine, run }, clock: () => shop.now, random, newId });
  let raced = false;
  Object.assign(engine, {
    run: async (...call: Parameters<typeof run>) => {
      if (call[1] === 'write' && !raced) {
        raced = true;
        await act(other);
      }
      return run(...call);
    },
  });
}
