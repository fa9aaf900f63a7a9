import { campaigns } from '../campaigns/tables.ts';
import type { Work } from '../work.ts';
import type { RouteWish } from './route-of-points.ts';
import { deliveryRuns } from './tables.ts';

/** Name, driver and carrier of the run of each vehicle; without vehicles the one run is called by its campaign and number. */
export function runsNamed(work: Work, campaignId: string, vehicles: RouteWish['vehicles']) {
  if (vehicles !== undefined)
    return vehicles.map(({ name, driver = '', carrier = null }) => ({ name, driver, carrier }));
  const number = work.list(deliveryRuns, { campaignId }).length + 1;
  return [{ name: `${work.get(campaigns, campaignId).title} ${String(number)}`, driver: '', carrier: null }];
}
