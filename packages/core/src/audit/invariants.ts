import { aftersalesInvariants } from './aftersales.ts';
import { benefitInvariants } from './benefits.ts';
import { bonusInvariants } from './bonuses.ts';
import { bookInvariants } from './books.ts';
import { commissionShareInvariants } from './commission-shares.ts';
import { counterInvariants } from './counters.ts';
import { deliveryInvariants } from './deliveries.ts';
import { goodsInvariants } from './goods.ts';
import { historyInvariants } from './history.ts';
import type { Invariant } from './invariant.ts';
import { leaderInvariants } from './leaders.ts';
import { paymentInvariants } from './payments.ts';
import { promotionInvariants } from './promotions.ts';
import { pickupInvariants } from './pickup.ts';
import { lossInvariants } from './losses.ts';
import { purchasingInvariants } from './purchasing.ts';
import { packingInvariants } from './packing.ts';
import { settlementInvariants } from './settlements.ts';
import { seriesInvariants } from './series.ts';
import { supplierInvariants } from './suppliers.ts';
import { laterKnownInvariants } from './later-known.ts';

/**
 * What must always hold (domain page), one query each. They run as one read, so that all of them see the same moment;
 * D1 takes fifty statements in one. What a CHECK or a unique rule of the schema holds is not asked again.
 */
export const invariants: readonly Invariant[] = [
  ...counterInvariants,
  ...paymentInvariants,
  ...benefitInvariants,
  ...promotionInvariants,
  ...goodsInvariants,
  ...deliveryInvariants,
  ...laterKnownInvariants,
  ...lossInvariants,
  ...aftersalesInvariants,
  ...packingInvariants,
  ...purchasingInvariants,
  ...pickupInvariants,
  ...commissionShareInvariants,
  ...leaderInvariants,
  ...seriesInvariants,
  ...bonusInvariants,
  ...settlementInvariants,
  ...supplierInvariants,
  ...bookInvariants,
  ...historyInvariants,
];
