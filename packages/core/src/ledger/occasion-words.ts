/** What happened, in words of both languages, for vouchers. */
const words: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'order.paid': ['订单收款', 'Order paid'],
  'payment.unusable': ['失效付款，待退', 'Payment that no order could take, to be returned'],
  'refund.requested': ['应退款', 'Refund due'],
  'line.reduced': ['减件收回佣金', 'Commission of pieces that are gone'],
  'refund.confirmed': ['退款已付', 'Refund paid'],
  'goods.accepted': ['商品验收入库', 'Goods accepted'],
  'goods.sentBack': ['退回供应商', 'Goods sent back to the supplier'],
  'goods.lost': ['商品损耗', 'Goods lost'],
  'purchaseOrder.surplus': ['余货转入库存', 'Surplus to stock'],
  'stock.used': ['库存调用', 'Stock used'],
  'line.completed': ['交货确认收入', 'Goods handed over: sale, cost and commission'],
  'gift.charged': ['赠品转为收费', 'Gift charged'],
  'goods.found': ['冲销商品损耗', 'Loss of goods taken back'],
  'fault.reversed': ['冲销责任方赔付', 'Charge to whoever is at fault taken back'],
  'fault.charged': ['责任方赔付', 'Charged to whoever is at fault'],
  'commission.earned': ['佣金赚得', 'Commission earned'],
  'bonus.earned': ['奖励佣金', 'Bonus earned'],
  'referral.paid': ['推荐奖励', 'Referral of a leader'],
  'target.closed': ['销售目标奖励或扣减', 'Bonus or withholding of a sales target'],
  'bonus.posted': ['奖励佣金', 'Bonus or withholding'],
  'order.withdrawn': ['采购后撤回', 'Withdrawn after buying'],
  'purchaseOrder.received': ['采购收货', 'Goods received'],
  'statement.created': ['佣金结算', 'Commission settled'],
  'payout.claimed': ['佣金打款申请', 'Payout claimed'],
  'payout.sent': ['佣金已打款', 'Payout sent'],
  'payout.failed': ['佣金打款失败', 'Payout failed'],
  'payout.returned': ['佣金打款退汇', 'Payout given back by the bank'],
  'payout.retried': ['佣金重新打款', 'Payout claimed again'],
  'settlement.created': ['分账申请', 'Split payment claimed'],
  'settlement.confirmed': ['分账结果入账', 'Split payment done or taken back'],
  'settlement.failed': ['分账失败', 'Split payment failed'],
  'settlement.retried': ['重新分账', 'Split payment claimed again'],
  'remittance.recorded': ['团长缴款', 'Cash handed over by a leader'],
  'carrierRemittance.recorded': ['承运方缴款', 'Money handed over by a carrier'],
  'carrierRemittance.reversed': ['冲销承运方缴款', 'Money of a carrier taken back'],
  'supplierPayment.recorded': ['支付货款', 'Supplier paid'],
  'supplierAdjustment.recorded': ['供应商差价', 'Price difference with a supplier'],
  'supplierRefund.received': ['供应商退回货款', 'Money given back by a supplier'],
  'supplierStatement.created': ['计提返点', 'Rebate accrued'],
  'rebate.received': ['收到返点', 'Rebate received or set off'],
  'rebate.reversed': ['冲销返点', 'Rebate taken back'],
  'cost.recorded': ['运营费用', 'Operating cost'],
  'cost.reversed': ['冲销运营费用', 'Operating cost taken back'],
};

/** Words for the type of a transaction; one without words is shown by its name. */
export function occasionWords(type: string): { readonly zh: string; readonly en: string } {
  const [zh, en] = words[type] ?? [type, type];
  return { zh, en };
}

/** Whether an occasion has words of its own. */
export function hasWords(type: string): boolean {
  return type in words;
}
