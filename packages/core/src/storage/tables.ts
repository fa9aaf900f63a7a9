import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { claimReasonLists, claims, replacements } from '../aftersales/tables.ts';
import { freezeRefunds, freezes, frozenCrates, frozenGoods } from '../campaigns/freeze-tables.ts';
import { campaignSeries, seriesRounds } from '../campaigns/series-tables.ts';
import { campaignSuppliers } from '../campaigns/supplier-tables.ts';
import * as campaignTables from '../campaigns/tables.ts';
import { products, variants } from '../catalog/tables.ts';
import { leaderReferrals } from '../commissions/referral-tables.ts';
import * as commissionTables from '../commissions/tables.ts';
import { commissionTargets, targetNotices, targetResults } from '../commissions/target-tables.ts';
import { communities, members } from '../communities/tables.ts';
import { customers } from '../customers/tables.ts';
import { deliveryLinks, deliveryRuns, deliveryStopLines, deliveryStops } from '../delivery/tables.ts';
import { events, notices, noticeSettings, outboxPositions } from '../events/tables.ts';
import { imports } from '../imports/tables.ts';
import { leaderLevelChanges, leaderLevelLists } from '../leaders/level-tables.ts';
import { leaders } from '../leaders/tables.ts';
import { carrierRemittances, ledgerEntries, ledgerTransactions, operatingCosts } from '../ledger/tables.ts';
import { orderLines, orders, payments, refunds } from '../orders/tables.ts';
import { baskets, packedLines, packingScans } from '../packing/scan-tables.ts';
import { weighings } from '../packing/tables.ts';
import * as pickupTables from '../pickup/tables.ts';
import { pickupPoints, pickupSlots, pickupSubstitutes } from '../pickup-points/tables.ts';
import { benefitUses, coupons, orderDiscounts, promotions } from '../promotions/tables.ts';
import * as changeTables from '../purchasing/change-tables.ts';
import * as purchasingTables from '../purchasing/tables.ts';
import { receiverAccounts, settlementLines, settlements } from '../settlements/tables.ts';
import { shrinkageRecords } from '../shrinkage/tables.ts';
import { apiKeys, guards, idempotencyKeys, shops } from '../shop/tables.ts';
import {
  rebateTiers,
  supplierMonths,
  supplierPayments,
  supplierAdjustments,
  supplierRebates,
  supplierStatementDeductions,
  supplierStatements,
  suppliers,
} from '../suppliers/tables.ts';
import { pictures } from '../pictures/tables.ts';
import { shapeOf } from './table-shape.ts';

const { campaigns, campaignLeaders, campaignPoints, flashWindows, offers } = campaignTables;
const { flashCustomers, offerCommunities, offerCustomers, offerTiers, pools } = campaignTables;
const { commissionEntries, commissionMovements, commissionRules } = commissionTables;
const { leaderAccounts, payoutReturns, payouts, remittances, statements } = commissionTables;
const { donations, handoverLines, handovers, orderMoves } = pickupTables;
const { pickupConsents, pickupGuesses, pickupKeys } = pickupTables;
const { allocations, campaignGoods, goodsReceiptLines, goodsReceipts, goodsReturns } = purchasingTables;
const { purchaseLines, purchaseOrders, shrinkages, stock } = purchasingTables;
const { changeAcknowledgements, changeDocuments, changeLines } = changeTables;
const { extraOffers, purchaseCorrections, purchaseLinks } = changeTables;

/** Every table, a referenced one before those that refer to it: the order in which a batch inserts. */
export const allTables: readonly SQLiteTable[] = [
  shops,
  apiKeys,
  idempotencyKeys,
  guards,
  suppliers,
  rebateTiers,
  supplierMonths,
  supplierPayments,
  supplierAdjustments,
  supplierRebates,
  supplierStatements,
  supplierStatementDeductions,
  products,
  variants,
  customers,
  leaders,
  communities,
  members,
  pickupPoints,
  pickupSlots,
  pickupSubstitutes,
  campaigns,
  campaignLeaders,
  campaignPoints,
  campaignSuppliers,
  campaignSeries,
  seriesRounds,
  offers,
  offerTiers,
  flashWindows,
  offerCustomers,
  flashCustomers,
  offerCommunities,
  pools,
  freezes,
  frozenGoods,
  frozenCrates,
  freezeRefunds,
  promotions,
  coupons,
  benefitUses,
  orders,
  orderLines,
  orderDiscounts,
  payments,
  refunds,
  purchaseOrders,
  purchaseLines,
  purchaseLinks,
  purchaseCorrections,
  extraOffers,
  changeDocuments,
  changeLines,
  changeAcknowledgements,
  goodsReceipts,
  goodsReceiptLines,
  goodsReturns,
  allocations,
  campaignGoods,
  stock,
  shrinkageRecords,
  shrinkages,
  weighings,
  baskets,
  packedLines,
  packingScans,
  deliveryRuns,
  deliveryStops,
  deliveryStopLines,
  deliveryLinks,
  handovers,
  handoverLines,
  pickupGuesses,
  pickupConsents,
  pickupKeys,
  orderMoves,
  donations,
  claims,
  claimReasonLists,
  replacements,
  pictures,
  commissionRules,
  commissionEntries,
  commissionMovements,
  statements,
  payouts,
  payoutReturns,
  leaderAccounts,
  remittances,
  receiverAccounts,
  settlements,
  settlementLines,
  commissionTargets,
  targetResults,
  targetNotices,
  leaderReferrals,
  leaderLevelLists,
  leaderLevelChanges,
  ledgerTransactions,
  ledgerEntries,
  operatingCosts,
  carrierRemittances,
  imports,
  notices,
  noticeSettings,
  events,
  outboxPositions,
];

export const tableOrder = allTables.map(shapeOf);
