export const deal = {
  was: (price: string) => `原价 ${price}`,
  flash: '秒杀',
  flashLeft: (pieces: string) => `剩 ${pieces}`,
  flashOver: '秒杀已抢完，恢复团购价',
  flashSoon: (when: string, price: string) => `${when} 秒杀 ${price}`,
  tierFrom: (pieces: string) => `满 ${pieces}`,
  tierNext: (pieces: string, unit: string, price: string) => `还差 ${pieces}，每${unit}降到 ${price}`,
  tierLast: '已是最低价',
  tierNeighbours: (pieces: string, unit: string, price: string) => `邻里满 ${pieces}，每${unit} ${price}`,
  people: (count: number) => `${count} 人`,
  minimumMissing: (rest: string) => `还差 ${rest}成团`,
  minimumReached: '已成团',
  onMiss: {
    cancel: '没成团，付的钱全部退回',
    extendOnce: '到时没成团，延长一次；还没成，全部退回',
    nextLower: '到时没成团，按下一档数量再看；都没成，全部退回',
  } as Record<string, string>,
} as const;
