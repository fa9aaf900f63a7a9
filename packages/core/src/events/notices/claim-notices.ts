import type { NoticeRow } from '../notice-row.ts';
import {
  newOrderFacts,
  newOrderJoin,
  ofClaim,
  replacementFacts,
  replacementJoin,
  shop,
} from '../notice-sources.ts';

/** What is told of claims and goods that come again. */
export const claimNotices: readonly NoticeRow[] = [
  {
    topic: 'claim.opened',
    receiver: 'leader',
    made: ofClaim(
      'claim.opened',
      `k."leaderId"`,
      `'customerId', k."customerId"`,
      `k."openedBy" <> 'leader:' || k."leaderId"`,
    ),
    zh: '{customer} 对「{goods}」提出售后：{reason}。',
    en: '{customer} complains about “{goods}”: {reason}.',
  },
  {
    topic: 'claim.opened',
    receiver: 'shop',
    made: ofClaim('claim.opened', shop, `'customerId', k."customerId"`, `k."openedBy" NOT LIKE 'shop:%'`),
    zh: '新的售后：「{goods}」，{reason}，{pieces} 件。',
    en: 'A new claim about “{goods}”: {reason}, {pieces} pieces.',
  },
  {
    topic: 'claim.overdue',
    receiver: 'shop',
    urgent: true,
    made: ofClaim('claim.overdue', shop),
    zh: '「{goods}」的售后已超时未处理。',
    en: 'The claim about “{goods}” is overdue.',
  },
  {
    topic: 'claim.approved',
    receiver: 'customer',
    made: ofClaim(
      'claim.approved',
      `k."customerId"`,
      `'amount', e."data" -> 'amount'`,
      `coalesce(e."data" ->> 'outcome', 'refund') = 'refund'`,
    ),
    zh: '「{goods}」的售后已通过，退款 {amount}。',
    en: 'Your claim about “{goods}” is approved: {amount} goes back to you.',
  },
  {
    topic: 'claim.replacement',
    receiver: 'customer',
    made: ofClaim('claim.approved', `k."customerId"`, '', `e."data" ->> 'outcome' = 'replacement'`),
    zh: '「{goods}」的售后已通过，{pieces} 件会在之后的团里补发。',
    en: 'Your claim about “{goods}” is approved: {pieces} come again with a later round.',
  },
  {
    topic: 'claim.faultOfLeader',
    receiver: 'leader',
    made: ofClaim(
      'claim.approved',
      `k."leaderId"`,
      `'shareBasisPoints', k."faultShares" ->> 'leader'`,
      `coalesce(k."faultShares" ->> 'leader', 0) > 0`,
    ),
    zh: '「{goods}」的售后有 {shareBasisPoints} 的责任划给了您，有异议请在限期内提出一次。',
    en: 'You bear {shareBasisPoints} of the claim about “{goods}”. You may speak against it once, in time.',
  },
  {
    topic: 'claim.faultOfSupplier',
    receiver: 'supplier',
    made: ofClaim(
      'claim.approved',
      `k."supplierId"`,
      `'shareBasisPoints', k."faultShares" ->> 'supplier'`,
      `coalesce(k."faultShares" ->> 'supplier', 0) > 0`,
    ),
    zh: '「{goods}」有售后（{reason}），{shareBasisPoints} 的责任由贵方承担，计入对账单。',
    en: 'A claim about “{goods}” ({reason}): {shareBasisPoints} of it is yours and stands in your statement.',
  },
  {
    topic: 'claim.rejected',
    receiver: 'customer',
    made: ofClaim('claim.rejected', `k."customerId"`, `'decision', e."data" ->> 'reason'`),
    zh: '「{goods}」的售后没有通过：{decision}',
    en: 'Your claim about “{goods}” was not approved: {decision}',
  },
  {
    topic: 'claim.withdrawn',
    receiver: 'leader',
    made: ofClaim('claim.withdrawn', `k."leaderId"`, `'customerId', k."customerId"`),
    zh: '{customer} 撤回了「{goods}」的售后。',
    en: '{customer} has withdrawn the claim about “{goods}”.',
  },
  {
    topic: 'claim.objected',
    receiver: 'shop',
    made: ofClaim('claim.objected', shop, `'leaderId', k."leaderId"`),
    zh: '{leader} 对「{goods}」售后的责任划分有异议。',
    en: '{leader} speaks against the share of the fault in the claim about “{goods}”.',
  },
  {
    topic: 'replacement.ordered',
    receiver: 'customer',
    made: {
      event: 'replacement.ordered',
      join: newOrderJoin,
      receiver: `r."customerId"`,
      facts: `${replacementFacts}, ${newOrderFacts}`,
    },
    zh: '补发的「{goods}」随「{campaign}」来，请于 {pickupDate} {times} 到「{point}」提货，不用再付款。',
    en: 'Your “{goods}” comes again with “{campaign}”: fetch it on {pickupDate}, {times}, at “{point}”. There is nothing to pay.',
  },
  {
    topic: 'replacement.refundOffered',
    receiver: 'customer',
    made: {
      event: 'replacement.refundOffered',
      join: replacementJoin,
      receiver: `r."customerId"`,
      facts: `${replacementFacts}, 'amount', e."data" -> 'amount'`,
    },
    zh: '「{goods}」近期没有再开团，您可以改为退款 {amount}。',
    en: '“{goods}” has not come up again. You may take {amount} back instead.',
  },
];
