import type * as z from 'zod';
import { formatAmount } from '../shared/currency.ts';
import { languageOf, type SheetTable } from './purchase-order-sheet.ts';
import type { shortagePreviewSchema } from './schemas.ts';

const headers = {
  zh: ['顾客', '自提点', '商品', '单位', '订购', '分到', '缺少', '退款', '已付款', '订单号', '订单行号'],
  en: [
    'Customer',
    'Pickup point',
    'Product',
    'Unit',
    'Needed',
    'Gets',
    'Short',
    'Refund',
    'Paid',
    'Order',
    'Order line',
  ],
} as const;

type Preview = Pick<z.output<typeof shortagePreviewSchema>, 'data'>;

/** Who would come short, as a table with headers in the language of `locale`. */
export function sheetOfShortage({ data }: Preview, locale: string): SheetTable {
  const language = languageOf(locale);
  const [yes, no] = language === 'zh' ? ['是', '否'] : ['yes', 'no'];
  return {
    name: language === 'zh' ? '缺货' : 'Shortage',
    headers: headers[language],
    rows: data.map((line) => [
      line.customerName,
      line.pickupPointName,
      line.title,
      line.unit,
      line.needed,
      line.allocated,
      line.short,
      { decimal: formatAmount(line.refund.amount, line.refund.currency) },
      line.paid ? (yes ?? '') : (no ?? ''),
      line.orderId,
      line.orderLineId,
    ]),
  };
}
