export const placed = {
  toPay: '待付款',
  held: (time: string) => `已留货到 ${time}。付款后，这里会出现取货码。`,
  pay: '去付款',
  gone: '没有留住',
  goneHint: '留货时间已过或已取消。购物车还在，可以重新下单。',
  thanks: '订好了',
  code: '取货时出示取货码',
  due: (sum: string) => `取货时付 ${sum}`,
} as const;
