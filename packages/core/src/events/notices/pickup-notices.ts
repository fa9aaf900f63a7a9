import type { NoticeRow } from '../notice-row.ts';
import {
  told,
  shop,
  purchaseJoin,
  purchaseFacts,
  leaderSelf,
  toldLeader,
  toCustomerOfOrder,
  ofClaim,
  waitingAtStop,
  waitingFacts,
  handoverJoin,
  handoverFacts,
} from '../notice-sources.ts';

/** What is told of goods that wait to be fetched, and of where. */
export const pickupNotices: readonly NoticeRow[] = [
  {
    topic: 'order.ready',
    receiver: 'customer',
    urgent: true,
    made: 'verb',
    about: ['order.ready'],
    zh: '您的订单已到「{point}」（{address}），请在 {pickupDate} {times} 凭提货码来取。',
    en: 'Your order is at {point} ({address}). Please fetch it on {pickupDate}, {times}, with your pickup code.',
  },
  {
    topic: 'deliveryStop.late',
    receiver: 'customer',
    urgent: true,
    made: {
      event: 'deliveryStop.late',
      join: waitingAtStop,
      receiver: `o."customerId"`,
      facts: `${waitingFacts}, ${told('expectedAt')}`,
      // A van that still comes before anybody does is nobody's business but the leader's.
      where: `e."data" ->> 'expectedAt' > c."pickupStartsAt"`,
    },
    zh: '您在「{point}」的货会晚一些，预计 {expectedAt} 到。到了会再通知您。',
    en: 'Your goods for {point} come later, at about {expectedAt}. You will be told when they are there.',
  },
  {
    topic: 'deliveryStop.failed',
    receiver: 'customer',
    urgent: true,
    made: {
      event: 'deliveryStop.failed',
      join: waitingAtStop,
      receiver: `o."customerId"`,
      facts: waitingFacts,
    },
    zh: '您在「{point}」的货还没有送到，请先不要去取。我们会重新安排，到了再通知您。',
    en: 'Your goods have not come to {point} yet, so please do not go there now. You will be told when they are there.',
  },
  {
    topic: 'pickupReminder',
    receiver: 'customer',
    urgent: true,
    made: 'verb',
    zh: '您还有订单在「{point}」（{address}）没有取，请在 {until} 前来取。{policy}',
    en: 'An order of yours is still at {point} ({address}). Please fetch it by {until}. {policy}',
  },
  {
    topic: 'order.uncollected',
    receiver: 'customer',
    made: toCustomerOfOrder('order.uncollected', told('outcome')),
    zh: '您在「{point}」的订单逾期未取：{outcome}。有疑问请联系团长。',
    en: 'Your order at {point} was not fetched in time: {outcome}. If you have questions, ask your leader.',
  },
  {
    topic: 'order.uncollected',
    receiver: 'leader',
    made: {
      ...toCustomerOfOrder('order.uncollected', `${told('outcome')}, 'customerId', o."customerId"`),
      receiver: `o."leaderId"`,
    },
    zh: '{customer} 的订单逾期未取（{outcome}），请按店铺规定处理这些货。',
    en: 'The order of {customer} was not fetched in time ({outcome}). Please deal with the goods by the rules of the shop.',
  },
  {
    topic: 'order.handedOver',
    receiver: 'shop',
    made: {
      event: 'order.handedOver',
      join: handoverJoin,
      receiver: shop,
      facts: handoverFacts,
      where: `e."data" ->> 'outcome' = 'conflict'`,
    },
    zh: '「{point}」{customer} 的一次交付与记录不符（货已交付过，或订单已结束），没有记账，请核对。',
    en: 'A handover to {customer} at {point} does not fit the records: the goods had gone before, or the order had ended. It moved nothing; please check.',
  },
  {
    topic: 'pickup.withoutConsent',
    receiver: 'shop',
    made: {
      event: 'order.handedOver',
      join: handoverJoin,
      receiver: shop,
      facts: handoverFacts,
      where: `e."data" ->> 'outcome' = 'accepted' AND h."consent" = 'missing'`,
    },
    zh: '「{point}」{customer} 的货在没有网络时交给了别人，没有查到本人同意，请核对。',
    en: 'Without a network the goods of {customer} at {point} were given to somebody else, and no consent is known. Please check.',
  },
  {
    topic: 'pickup.standIn',
    receiver: 'leader',
    made: 'verb',
    about: ['pickupPoint.substituted'],
    zh: '请在 {from} 至 {to} 代管「{point}」（{address}）的提货，这几天的订单会出现在您的提货页。',
    en: 'Please stand in at {point} ({address}) from {from} to {to}. Its orders show up on your pickup page on these days.',
  },
  {
    topic: 'pickupPoint.substituteEnded',
    receiver: 'leader',
    made: {
      event: 'pickupPoint.substituteEnded',
      ...toldLeader,
      facts: `'pickupPointId', e."subject"`,
    },
    zh: '「{point}」的提货不用再代管了，多谢。',
    en: 'You need not stand in at {point} any more. Thank you.',
  },
  {
    topic: 'order.moved',
    receiver: 'customer',
    urgent: true,
    made: 'verb',
    about: ['order.moved'],
    zh: '提货地点有变（{reason}）：请到「{point}」（{address}）取您的订单，提货码不变。{slotKept}',
    en: 'Your pickup point has changed ({reason}): please fetch your order at {point} ({address}) with the same pickup code. {slotKept}',
  },
  {
    topic: 'orders.moved',
    receiver: 'leader',
    made: 'verb',
    zh: '有 {orders} 单改到「{point}」提货，请查看提货名单。',
    en: '{orders} orders are now fetched at {point}. Please look at your list of orders.',
  },
  ...(['purchaseOrder.sent', 'purchaseOrder.resent'] as const).map((event): NoticeRow => ({
    topic: event,
    receiver: 'supplier',
    made: { event, join: purchaseJoin, receiver: `q."supplierId"`, facts: purchaseFacts },
    zh:
      event === 'purchaseOrder.sent'
        ? '有新的采购单（「{campaign}」），请确认。'
        : '采购单（「{campaign}」）已重新发送，请以此为准。',
    en:
      event === 'purchaseOrder.sent'
        ? 'A new purchase order (“{campaign}”) is waiting for you. Please confirm it.'
        : 'The purchase order (“{campaign}”) was sent again. Please go by this one.',
  })),
  ...(['purchaseOrder.confirmed', 'purchaseOrder.corrected'] as const).map((event): NoticeRow => ({
    topic: event,
    receiver: 'shop',
    made: { event, join: purchaseJoin, receiver: shop, facts: purchaseFacts },
    zh:
      event === 'purchaseOrder.confirmed'
        ? '{supplier} 已确认「{campaign}」的采购单。'
        : '{supplier} 更正了「{campaign}」的采购单，请处理。',
    en:
      event === 'purchaseOrder.confirmed'
        ? '{supplier} has confirmed the order of “{campaign}”.'
        : '{supplier} has corrected the order of “{campaign}”. Please decide.',
  })),
  ...(['leader', 'shop'] as const).map((receiver): NoticeRow => ({
    topic: 'claim.reminded',
    receiver,
    made: ofClaim(
      'claim.reminded',
      receiver === 'leader' ? `k."leaderId"` : shop,
      told('decideBy'),
      `k."status" IN ('open', 'proposed')`,
    ),
    zh: '「{goods}」的售后还没处理，请在 {decideBy} 前处理。',
    en: 'The claim about “{goods}” is not decided yet. Please decide it by {decideBy}.',
  })),
  ...(
    [
      ['leader.approved', '您的团长申请已通过，可以开团了。', 'You are a leader now. Welcome.'],
      ['leader.rejected', '您的团长申请没有通过。', 'Your application to be a leader was not accepted.'],
      [
        'leader.suspended',
        '您的团长资格已暂停：不能接新单，已有订单照常交付。',
        'You are suspended: no new orders, what is ordered is still handed over.',
      ],
      ['leader.reinstated', '您的团长资格已恢复。', 'You may take orders again.'],
      [
        'leader.levelChanged',
        '您的团长等级有调整，新订单按新等级计佣。',
        'Your level has changed. It counts for new orders.',
      ],
    ] as const
  ).map(([event, zh, en]): NoticeRow => ({
    topic: event,
    receiver: 'leader',
    made: { event, ...leaderSelf },
    zh,
    en,
  })),
  ...(['leader', 'shop'] as const).map((receiver): NoticeRow => ({
    topic: 'payout.returned',
    receiver,
    made: {
      event: 'payout.returned',
      join: '',
      receiver: receiver === 'leader' ? toldLeader.receiver : shop,
      facts: `'payoutId', e."subject", 'leaderId', e."data" ->> 'leaderId', 'amount', e."data" -> 'amount', 'why', e."data" ->> 'reason'`,
    },
    zh:
      receiver === 'leader'
        ? '佣金 {amount} 被银行退回（{why}），已回到您的余额。请核对收款账户，店铺会再付。'
        : '付给 {leader} 的佣金 {amount} 被银行退回：{why}。请核对账户后重新付款。',
    en:
      receiver === 'leader'
        ? 'The bank gave back your commission of {amount} ({why}). It is your credit again. Please check your account; the shop pays again.'
        : 'The bank gave back the {amount} paid to {leader}: {why}. Please check the account and pay again.',
  })),
  ...(['leader', 'shop'] as const).map((receiver): NoticeRow => ({
    topic: 'payout.failed',
    receiver,
    made: {
      event: 'payout.failed',
      join: '',
      receiver: receiver === 'leader' ? toldLeader.receiver : shop,
      facts: `'payoutId', e."subject", 'leaderId', e."data" ->> 'leaderId', 'amount', e."data" -> 'amount'`,
    },
    zh:
      receiver === 'leader'
        ? '佣金 {amount} 打款失败，店铺会处理。'
        : '{leader} 的佣金 {amount} 打款失败，请处理。',
    en:
      receiver === 'leader'
        ? 'Paying out {amount} failed. The shop takes care of it.'
        : 'Paying out {amount} to {leader} failed. Please see to it.',
  })),
];
