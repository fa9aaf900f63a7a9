import type { NoticeLanguage } from './notice-text.ts';

type Words = Readonly<Record<NoticeLanguage, string>>;
const nothing: Words = { zh: '', en: '' };

/** What a fact is called where people read it, by its name and value: a code of the program is no word. */
const words: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  slotKept: {
    true: { zh: '约好的时段不变。', en: 'Your booked time stays.' },
    false: {
      zh: '约好的时段那里没有空，开放时间内都可以来取。',
      en: 'Your booked time is not free there: come whenever it is open.',
    },
  },
  policy: {
    keep: { zh: '逾期不取，货款不退。', en: 'After that it is not refunded.' },
    donate: { zh: '逾期不取会捐出，货款不退。', en: 'After that it is given to charity and not refunded.' },
    refundPart: { zh: '逾期不取只退一部分货款。', en: 'After that only part of the money goes back.' },
    refund: { zh: '逾期不取会退款。', en: 'After that the money goes back.' },
    unpaid: {
      zh: '逾期不取订单作废，并记一次未取。',
      en: 'After that it is called off and counts as not fetched.',
    },
  },
  outcome: {
    kept: { zh: '货款不退', en: 'it is not refunded' },
    donated: { zh: '已捐出，货款不退', en: 'it was given to charity and is not refunded' },
    partRefunded: { zh: '退一部分货款', en: 'part of the money goes back' },
    refunded: { zh: '货款退回', en: 'the money goes back' },
    unpaid: { zh: '未付款，订单作废', en: 'it was not paid and is called off' },
  },
  kind: {
    withdrawn: { zh: '撤回商品', en: 'goods withdrawn' },
    pointMoved: { zh: '换提货点', en: 'another pickup point' },
    ordered: { zh: '采购数量', en: 'pieces ordered' },
    unitCost: { zh: '进价', en: 'cost' },
    promisedOn: { zh: '到货日', en: 'day of arrival' },
    added: { zh: '加单', en: 'goods added' },
    lost: { zh: '损耗', en: 'goods lost' },
    slot: { zh: '取货时段', en: 'pickup time of an order' },
    pickupHours: { zh: '提货时间', en: 'pickup hours' },
  },
};

/** The words for a fact that has a code for its value; undefined for facts that are written as they are. */
export function wordOf(name: string, value: unknown): Words | undefined {
  const known = words[name];
  if (known === undefined) return undefined;
  if (value === null || value === undefined) return nothing;
  return typeof value === 'string' || typeof value === 'boolean' ? known[String(value)] : undefined;
}
