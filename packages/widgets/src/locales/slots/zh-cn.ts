export const slots = {
  slot_full: '这个时间刚刚约满，请另选一个；购物车没有变。',
  slot_unavailable: '这个时间刚刚约满，请另选一个；购物车没有变。',
  when: '取货时间',
  any: '不预约',
  anyHint: '取货时段里随时来',
  free: (count: number) => `余 ${count}`,
  few: (count: number) => `仅余 ${count}`,
  own: '您约的',
  full: '约满',
  allFull: '这里的时间都约满了，请换一个自提点。',
} as const;
