import type { StepText } from '../orders/step-text.ts';
import { told } from './explained.ts';

/** Why money went back, as people say it. What the shop wrote itself stands as it is. */
const reasons: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  tier: ['阶梯价降低', 'a lower price tier was reached'],
  weight: ['按实际重量结算', 'settled at the packed weight'],
  takenBack: ['顾客退了几件', 'the customer took pieces back'],
  short: ['缺货', 'the goods came short'],
  caseNotFilled: ['没有凑成整箱', 'they would have filled no case'],
  offerFailed: ['未成团', 'the offer missed its minimum'],
  missing: ['送货途中缺少', 'missing on the way'],
  uncollected: ['未提货', 'not collected'],
  claim: ['售后', 'a claim'],
  customer: ['顾客取消', 'cancelled by the customer'],
  shop: ['商家取消', 'cancelled by the shop'],
  campaign: ['开团取消', 'the campaign was cancelled'],
  withdrawn: ['截单后撤回', 'withdrawn after the cutoff'],
  unusablePayment: ['付款已不能使用', 'the payment could no longer be used'],
  giftCharged: ['赠品改为收费', 'a gift was charged'],
};

export function reasonText(reason: string): StepText {
  const [zh, en] = reasons[reason.replace(/^cancelled\./, '')] ?? [reason, reason];
  return told(zh, en);
}

const parties: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  supplier: ['供应商', 'the supplier'],
  carrier: ['承运方', 'the carrier'],
  leader: ['团长', 'the leader'],
  shop: ['商家', 'the shop'],
  customer: ['顾客（人情退款）', 'the customer (goodwill)'],
};

export function partyText(party: string): StepText {
  const [zh, en] = parties[party] ?? [party, party];
  return told(zh, en);
}
