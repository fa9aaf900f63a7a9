import { campaignOperations, campaignSeriesOperations, poolOperations } from './campaigns/index.ts';
import { claimOperations, claimReasonOperations, replacementOperations } from './aftersales/index.ts';
import { pictureOperations } from './pictures/index.ts';
import { orderOperations, refundOperations } from './orders/index.ts';
import { packingOperations, weighingOperations } from './packing/index.ts';
import { pickupOperations } from './pickup/index.ts';
import { deliveryLinkOperations, deliveryRunOperations, pickListOperations } from './delivery/index.ts';
import {
  changeOperations,
  extraOperations,
  purchaseLinkOperations,
  purchaseOrderOperations,
} from './purchasing/index.ts';
import { couponOperations, promotionOperations } from './promotions/index.ts';
import { shrinkageOperations } from './shrinkage/index.ts';
import { productOperations } from './catalog/index.ts';
import { apiKeyOperations, shopOperations } from './shop/index.ts';
import { communityOperations } from './communities/index.ts';
import { leaderLevelOperations, leaderOperations } from './leaders/index.ts';
import { pickupPointOperations, pickupSlotOperations } from './pickup-points/index.ts';
import { eventOperations, noticeOperations, outboxOperations } from './events/index.ts';
import { importOperations } from './imports/index.ts';
import { customerOperations } from './customers/index.ts';
import {
  rebateOperations,
  rebateTierOperations,
  supplierOperations,
  supplierAdjustmentOperations,
  supplierPaymentOperations,
  supplierRefundOperations,
  supplierStatementOperations,
} from './suppliers/index.ts';
import {
  commissionOperations,
  commissionRuleOperations,
  commissionTargetOperations,
  payoutOperations,
  referralOperations,
  remittanceOperations,
  statementOperations,
} from './commissions/index.ts';
import { carrierRemittanceOperations, costOperations, ledgerOperations } from './ledger/index.ts';
import { receiverOperations, settlementOperations } from './settlements/index.ts';
import {
  claimExplanations,
  commissionExplanations,
  orderExplanations,
  payoutExplanations,
  settlementExplanations,
  refundExplanations,
  reportExplanations,
  statementExplanations,
  supplierStatementExplanations,
} from './explanations/index.ts';
import { reportOperations } from './reports/index.ts';
import { auditOperations } from './audit/index.ts';

/** Every verb and query by its name: `domains.orders.place` is `tuan.orders.place(…)`. */
export const domains = {
  campaigns: campaignOperations,
  campaignSeries: campaignSeriesOperations,
  pools: poolOperations,
  orders: { ...orderOperations, ...orderExplanations },
  refunds: { ...refundOperations, ...refundExplanations },
  promotions: promotionOperations,
  coupons: couponOperations,
  purchaseOrders: purchaseOrderOperations,
  changes: changeOperations,
  purchaseLinks: purchaseLinkOperations,
  extras: extraOperations,
  shrinkages: shrinkageOperations,
  pickLists: pickListOperations,
  packing: packingOperations,
  weighings: weighingOperations,
  deliveryRuns: deliveryRunOperations,
  deliveryLinks: deliveryLinkOperations,
  pickups: pickupOperations,
  claims: { ...claimOperations, ...claimExplanations },
  claimReasons: claimReasonOperations,
  replacements: replacementOperations,
  pictures: pictureOperations,
  shop: shopOperations,
  apiKeys: apiKeyOperations,
  products: productOperations,
  suppliers: supplierOperations,
  customers: customerOperations,
  leaders: leaderOperations,
  leaderLevels: leaderLevelOperations,
  communities: communityOperations,
  pickupPoints: pickupPointOperations,
  imports: importOperations,
  events: eventOperations,
  pickupSlots: pickupSlotOperations,
  notices: noticeOperations,
  outbox: outboxOperations,
  commissionRules: commissionRuleOperations,
  commissionTargets: commissionTargetOperations,
  commissions: { ...commissionOperations, ...commissionExplanations },
  statements: { ...statementOperations, ...statementExplanations },
  payouts: { ...payoutOperations, ...payoutExplanations },
  referrals: referralOperations,
  remittances: remittanceOperations,
  supplierAdjustments: supplierAdjustmentOperations,
  supplierPayments: supplierPaymentOperations,
  supplierRefunds: supplierRefundOperations,
  supplierStatements: { ...supplierStatementOperations, ...supplierStatementExplanations },
  rebateTiers: rebateTierOperations,
  rebates: rebateOperations,
  receivers: receiverOperations,
  settlements: { ...settlementOperations, ...settlementExplanations },
  ledger: ledgerOperations,
  costs: costOperations,
  carrierRemittances: carrierRemittanceOperations,
  reports: { ...reportOperations, ...reportExplanations },
  audit: auditOperations,
} as const;
