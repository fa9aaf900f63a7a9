import { deliveryRuns, deliveryStops } from '../delivery/tables.ts';
import type { Work } from '../work.ts';
import { claimReasonsOf } from './claim-reasons.ts';
import type { Claim } from './claim.ts';
import type { FaultShares } from './tables.ts';

/**
 * Who bears the cost by the shop's list of reasons; undefined where it says nothing. The share of a carrier stays with
 * the shop where its own van brought the goods (R33).
 */
export function listedShares(work: Work, claim: Claim): FaultShares | undefined {
  const { reasons } = claimReasonsOf(work);
  const listed = reasons.find(({ code }) => code === claim.reasonCode)?.faultShares;
  if (listed?.carrier === undefined || !cameByOwnVan(work, claim)) return listed;
  const { carrier, shop = 0, ...others } = listed;
  return { ...others, shop: shop + carrier };
}

function cameByOwnVan(work: Work, { campaignId, pickupPointId }: Claim): boolean {
  const stops = work
    .list(deliveryStops, { campaignId, pickupPointId })
    .filter(({ status }) => status === 'handedOver');
  work.need(...stops.map(({ deliveryRunId: id }) => [deliveryRuns, { id }] as const));
  const runs = stops.map(({ deliveryRunId }) => work.get(deliveryRuns, deliveryRunId));
  return runs.length > 0 && runs.every(({ carrier }) => carrier === null);
}
