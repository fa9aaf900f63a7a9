export type Language = 'zh-CN' | 'en';

/** What the shop's own pages say. The widgets bring their own words. */
export const words = {
  'zh-CN': {
    itself: '中文',
    shop: '幸福里鲜果店',
    fresh: '今日鲜团',
    pantry: '米面日用团',
    leader: '团长',
    groupBuying: '团购',
    myOrder: '我的订单',
    pickup: '核销',
    commission: '佣金',
    inStore: '店里现货',
    inStoreNote: '现货到店购买。团购商品前一天订，第二天到自提点取。',
    onTheShelf: [
      ['临安山核桃 500g', '¥68'],
      ['椰青 一个', '¥9.9'],
      ['鲜榨橙汁 500ml', '¥15'],
    ],
    address: '杭州市余杭区文一西路 1500 号',
    hours: '每天 7:00–21:30',
    docs: '接口文档',
    till: '收银台',
    pay: '付款',
    later: '以后再付',
    tillNote: '演示收银台：不会真的扣钱。',
    tillProblem: '没有付成功，请再试一次。',
  },
  en: {
    itself: 'English',
    shop: 'Happy Lane Fruit',
    fresh: 'Fresh today',
    pantry: 'Pantry',
    leader: 'Leader',
    groupBuying: 'Group buying',
    myOrder: 'My order',
    pickup: 'Handover',
    commission: 'Commissions',
    inStore: 'On our shelves',
    inStoreNote:
      'Shelf goods are sold in the shop. Group-buy goods are ordered a day ahead and collected at a pickup point.',
    onTheShelf: [
      ['Pecans from Lin’an, 500 g', '¥68'],
      ['Young coconut, each', '¥9.9'],
      ['Fresh orange juice, 500 ml', '¥15'],
    ],
    address: '1500 West Wenyi Road, Yuhang, Hangzhou',
    hours: 'Daily 7:00–21:30',
    docs: 'API reference',
    till: 'Till',
    pay: 'Pay',
    later: 'Pay later',
    tillNote: 'A pretend till: no money moves.',
    tillProblem: 'The payment did not go through. Please try again.',
  },
} as const;

/** The language that was asked for in the address, else the browser's. */
export function languageOf(wanted: string | undefined, accepted: string | undefined): Language {
  if (wanted === 'en' || wanted === 'zh-CN') return wanted;
  return accepted === undefined || /\bzh\b/i.test(accepted) ? 'zh-CN' : 'en';
}
