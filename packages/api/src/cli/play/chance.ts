/** A seeded source of chance: 32-bit arithmetic alone, so that the same seed gives the same day on every machine. */
export interface Chance {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  /** True so many times in a hundred. */
  percent(share: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** One of the items by its weight. */
  weighted<Item>(items: readonly Item[], weightOf: (item: Item, index: number) => number): Item;
  shuffled<Item>(items: readonly Item[]): Item[];
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((next() / 0x1_0000_0000) * limit);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  return {
    below,
    percent: (share) => below(100) < share,
    pick,
    weighted(items, weightOf) {
      const weights = items.map(weightOf);
      let left = below(weights.reduce((sum, weight) => sum + weight, 0));
      const index = weights.findIndex((weight) => (left -= weight) < 0);
      return items[index] ?? pick(items);
    },
    shuffled(items) {
      const rest = [...items];
      for (let last = rest.length - 1; last > 0; last -= 1) {
        const other = below(last + 1);
        [rest[last], rest[other]] = [rest[other] as never, rest[last] as never];
      }
      return rest;
    },
  };
}
