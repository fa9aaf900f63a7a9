import type { NoticeRow } from '../notice-row.ts';
import { told, shop, lineJoin, lineFacts, toCustomerOfOrder } from '../notice-sources.ts';

/** What is told of orders and of money that goes back. */
export const orderNotices: readonly NoticeRow[] = [
  ...(['series.roundRefused', 'series.roundMissed'] as const).map((event): NoticeRow => ({
    topic: event,
    receiver: 'shop',
    made: 'verb',
    about: [event],
    zh:
      event === 'series.roundRefused'
        ? '「{title}」{date} 的团已生成草稿，但不能发布，请检查。'
        : '「{title}」{date} 的截单时间已过，没有生成。',
    en:
      event === 'series.roundRefused'
        ? 'The round of “{title}” on {date} is a draft that cannot be published. Please have a look.'
        : 'The round of “{title}” on {date} was not made: its cutoff had passed.',
  })),
  {
    topic: 'line.failed',
    receiver: 'customer',
    made: {
      event: 'line.failed',
      join: lineJoin,
      receiver: `l."customerId"`,
      facts: `${lineFacts}, 'pieces', e."data" ->> 'pieces'`,
    },
    zh: '「{goods}」没有成团，已付的款会原路退回，订单其他商品不受影响。',
    en: '“{goods}” missed its minimum. What you paid for it goes back; the rest of your order stands.',
  },
  {
    topic: 'line.unfilled',
    receiver: 'customer',
    made: {
      event: 'line.unfilled',
      join: lineJoin,
      receiver: `l."customerId"`,
      facts: `${lineFacts}, 'pieces', e."data" -> 'pieces'`,
    },
    zh: '「{goods}」愿意多拿的 {pieces} 份没能凑成整箱，已付的款会退回。',
    en: 'The {pieces} more of “{goods}” that you would have taken fill no case. What you paid for them goes back.',
  },
  {
    topic: 'line.repriced',
    receiver: 'customer',
    made: {
      event: 'line.repriced',
      join: lineJoin,
      receiver: `l."customerId"`,
      facts: `${lineFacts}, 'amount', e."data" -> 'drop', 'unitAmount', e."data" -> 'unitPrice'`,
      where: `(e."data" ->> 'drop') > 0`,
    },
    zh: '「{goods}」拼到了更低的价 {unitAmount}，退您 {amount}。',
    en: '“{goods}” reached a lower price of {unitAmount}: {amount} goes back to you.',
  },
  {
    topic: 'order.short',
    receiver: 'customer',
    made: 'verb',
    about: ['line.short'],
    zh: '到货不足：{lines}。退款 {refund}，其余商品照常提货。',
    en: 'Less arrived than was ordered: {lines}. {refund} goes back to you; the rest is there for pickup.',
  },
  {
    topic: 'order.missing',
    receiver: 'customer',
    made: 'verb',
    about: ['line.lost', 'line.shrunk'],
    zh: '您的订单少了：{lines}。退款 {refund}。',
    en: 'Missing from your order: {lines}. {refund} goes back to you.',
  },
  {
    topic: 'line.weighed',
    receiver: 'customer',
    made: {
      event: 'line.weighed',
      join: lineJoin,
      receiver: `l."customerId"`,
      facts: `${lineFacts}, 'grams', e."data" -> 'grams', 'amount', e."data" -> 'given'`,
      where: `(e."data" ->> 'given') > 0`,
    },
    zh: '「{goods}」实称 {grams} 克，差额 {amount} 退给您。',
    en: '“{goods}” weighed {grams} g: {amount} goes back to you.',
  },
  {
    topic: 'order.cancelled',
    receiver: 'customer',
    made: toCustomerOfOrder(
      'order.cancelled',
      told('reason'),
      `e."data" ->> 'reason' IN ('shop', 'campaign', 'offerFailed')`,
    ),
    zh: '「{campaign}」的订单已取消，已付的款会原路退回。',
    en: 'Your order of “{campaign}” is cancelled. What you paid goes back.',
  },
  {
    topic: 'order.withdrawn',
    receiver: 'customer',
    made: toCustomerOfOrder('order.withdrawn', `${told('reason')}, 'pieces', e."data" -> 'pieces'`),
    zh: '「{campaign}」的订单有 {pieces} 件不能提供（{reason}），款会原路退回。',
    en: '{pieces} of your order of “{campaign}” cannot be provided ({reason}). What you paid goes back.',
  },
  {
    topic: 'payment.unusable',
    receiver: 'customer',
    made: toCustomerOfOrder('payment.unusable', `'amount', e."data" -> 'amount'`),
    zh: '付款 {amount} 到得太晚，订单已失效，款会原路退回。',
    en: 'Your payment of {amount} came too late for the order. It goes back to you.',
  },
  {
    topic: 'gift.charged',
    receiver: 'customer',
    made: toCustomerOfOrder('gift.charged'),
    zh: '退货后不再满足赠品条件，赠品已从退款中扣除。',
    en: 'What you took back undid the condition of a gift: its price was taken off the refund.',
  },
  {
    topic: 'refund.confirmed',
    receiver: 'customer',
    made: {
      event: 'refund.confirmed',
      join: `JOIN "refunds" b ON b."id" = e."subject"`,
      receiver: `b."customerId"`,
      facts: `'refundId', b."id", 'orderId', b."orderId", 'orderLineId', b."orderLineId", 'amount', b."amount"`,
    },
    zh: '退款 {amount} 已退出，请留意到账。',
    en: 'Your refund of {amount} is on its way.',
  },
  {
    topic: 'refund.failed',
    receiver: 'shop',
    made: {
      event: 'refund.failed',
      join: `JOIN "refunds" b ON b."id" = e."subject"`,
      receiver: shop,
      facts: `'refundId', b."id", 'orderId', b."orderId", 'amount', b."amount", ${told('failure')}`,
    },
    zh: '退款 {amount} 失败：{failure}。请重试或人工处理。',
    en: 'A refund of {amount} failed: {failure}. Retry it or settle it by hand.',
  },
  {
    topic: 'coupon.created',
    receiver: 'customer',
    made: {
      event: 'coupon.created',
      join: '',
      receiver: `e."data" ->> 'customerId'`,
      facts: `'couponId', e."subject"`,
      where: `e."data" ->> 'customerId' IS NOT NULL`,
    },
    zh: '您得到一张券，下单时自动显示。',
    en: 'You have earned a voucher. It shows up with your next order.',
  },
];
