import { errorSentences, errorSentencesZh } from '@opentuan/core';
import type { Language } from './language.ts';

type Words = Readonly<Record<string, readonly [zh: string, en: string]>>;

/** What codes of the API are called on a sheet that people read. */
const sheetWords = {
  orderStatus: {
    held: ['待付款', 'Held'],
    confirmed: ['已确认', 'Confirmed'],
    ready: ['待自提', 'Ready'],
    collected: ['已自提', 'Collected'],
    uncollected: ['未自提', 'Not collected'],
    expired: ['已过期', 'Expired'],
    cancelled: ['已取消', 'Cancelled'],
  },
  movement: {
    earned: ['所得', 'Earned'],
    reversed: ['冲回', 'Reversed'],
    bonus: ['奖励', 'Bonus'],
    fault: ['责任扣款', 'Charged'],
  },
  commission: {
    sale: ['销售佣金', 'Sale'],
    help: ['帮卖佣金', 'Help selling'],
    point: ['自提点佣金', 'Pickup point'],
    referral: ['推荐奖励', 'Referral'],
    bonus: ['目标奖励', 'Target bonus'],
  },
  claimStatus: {
    open: ['待处理', 'Open'],
    proposed: ['已建议', 'Proposed'],
    approved: ['已批准', 'Approved'],
    rejected: ['已拒绝', 'Rejected'],
    withdrawn: ['已撤回', 'Withdrawn'],
    refunded: ['已退款', 'Refunded'],
    replaced: ['已补发', 'Replaced'],
  },
  claimOutcome: { refund: ['退款', 'Refund'], replacement: ['补发', 'Replacement'] },
  refundStatus: {
    requested: ['待退款', 'Requested'],
    confirmed: ['已退款', 'Confirmed'],
    failed: ['失败', 'Failed'],
  },
  paidBackBy: { host: ['商城', 'Host shop'], leader: ['团长', 'Leader'] },
  transfer: {
    claimed: ['待打款', 'Claimed'],
    sent: ['已打款', 'Sent'],
    failed: ['失败', 'Failed'],
    returned: ['退汇', 'Given back by the bank'],
  },
  leaderStatus: {
    applied: ['申请中', 'Applied'],
    active: ['在任', 'Active'],
    rejected: ['已拒绝', 'Rejected'],
    suspended: ['停用', 'Suspended'],
    left: ['已离任', 'Left'],
  },
  churnRisk: { low: ['低', 'Low'], medium: ['中', 'Medium'], high: ['高', 'High'] },
  suggestion: { push: ['主推', 'Push'], keep: ['保留', 'Keep'], drop: ['淘汰', 'Drop'] },
  phase: {
    draft: ['草稿', 'Draft'],
    scheduled: ['待开团', 'Scheduled'],
    open: ['进行中', 'Open'],
    closed: ['已截单', 'Closed'],
    purchasing: ['采购中', 'Purchasing'],
    delivering: ['配送中', 'Delivering'],
    collecting: ['自提中', 'Collecting'],
    completed: ['已完成', 'Completed'],
    cancelled: ['已取消', 'Cancelled'],
  },
  offerStatus: {
    open: ['进行中', 'Open'],
    frozen: ['已封单', 'Frozen'],
    failed: ['未成团', 'Failed'],
    withdrawn: ['已撤下', 'Withdrawn'],
  },
  cutoffState: {
    open: ['进行中', 'Open'],
    closed: ['已截单，待封单', 'Closed, waits for the freeze'],
    cancelled: ['已取消', 'Cancelled'],
    nothingOrdered: ['没有人订', 'Nothing was ordered'],
    toBuy: ['待生成采购单', 'Purchase orders are to be made'],
    notGenerated: ['采购单无法生成', 'Purchase orders could not be made'],
    generated: ['采购单已生成', 'Purchase orders are made'],
  },
  plannedDate: {
    planned: ['已计划', 'Planned'],
    made: ['已开团', 'Made'],
    break: ['休团', 'Break'],
    gap: ['时间不存在，待选择', 'A time that the clock leaves out: choose'],
  },
  purchaseStatus: {
    draft: ['草稿', 'Draft'],
    sent: ['已发出', 'Sent'],
    received: ['已收货', 'Received'],
    settling: ['退款中', 'Settling'],
    closed: ['已关单', 'Closed'],
  },
  supplierAnswer: {
    none: ['未答复', 'No answer'],
    confirmed: ['已确认', 'Confirmed'],
    corrected: ['有更正', 'Corrected'],
  },
  stage: {
    receipt: ['收货', 'Receipt'],
    sorting: ['分拣', 'Sorting'],
    transport: ['运输', 'Transport'],
    handover: ['自提点', 'Pickup point'],
    uncollected: ['无人取', 'Uncollected'],
    stock: ['余货', 'Stock'],
  },
  party: {
    supplier: ['供应商', 'Supplier'],
    carrier: ['承运方', 'Carrier'],
    leader: ['团长', 'Leader'],
    shop: ['店铺', 'Shop'],
    customer: ['顾客', 'Customer'],
  },
  cutoffFrom: {
    campaign: ['随团', 'Of the round'],
    leadDays: ['按备货天数', 'From the lead days'],
    own: ['自定', 'Its own'],
    asked: ['查询', 'As asked'],
  },
  belowMinimum: {
    buy: ['照买', 'Bought all the same'],
    extend: ['延长', 'Open once more'],
    fail: ['不成团', 'Fails'],
  },
} as const satisfies Readonly<Record<string, Words>>;

/** The word for a code in the language of the sheet; a code without a word is shown as it is. */
export function wordFor(kind: keyof typeof sheetWords, code: string, language: Language): string {
  const words: Words = sheetWords[kind];
  return words[code]?.[language === 'zh' ? 0 : 1] ?? code;
}

/** The same where there may be none. */
export function wordOrNone(
  kind: keyof typeof sheetWords,
  code: string | null | undefined,
  language: Language,
): string | null {
  return code === null || code === undefined ? null : wordFor(kind, code, language);
}

/** Yes or no. */
export function yesOrNo(value: boolean, language: Language): string {
  return value ? (language === 'zh' ? '是' : 'yes') : language === 'zh' ? '否' : 'no';
}

/** The sentence for an error code. */
export function problemText(code: string, language: Language): string {
  const sentences: Readonly<Record<string, string>> = language === 'zh' ? errorSentencesZh : errorSentences;
  return sentences[code] ?? code;
}
