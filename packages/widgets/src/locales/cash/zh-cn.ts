export const cash = {
  refund_status: '这笔已经退过了。',
  not_allowed: '这笔现金不在您手里，由店铺退。',
  title: '退现金',
  hint: '您收过现金的订单有退款：当面退给邻居以后，在这里确认；从您结算时要交的现金里减去。',
  goods: (title: string, pieces: number, unit: string) => (pieces > 0 ? `${title} ${pieces} ${unit}` : title),
  tooMuch: '多付的一笔',
  given: (sum: string) => `已退 ${sum}`,
  done: (name: string, sum: string) => `已记下：退给 ${name} ${sum}`,
  none: '没有要退的现金了。',
  more: '还有更早的，退完这些再显示。',
} as const;
