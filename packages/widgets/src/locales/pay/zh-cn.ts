export const pay = {
  pay_at_pickup_refused: '这次不能取货时付款，请先付款；其他都没有变。',
  when: '付款',
  now: '现在付款',
  atPickup: '取货时付款',
  atPickupHint: '现在就订好，取货时付给自提点',
  noShows: (orders: number) => `有 ${orders} 单没来取，所以这次要先付款。`,
} as const;
