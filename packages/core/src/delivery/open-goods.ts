import { startDelivering } from '../campaigns/advance-campaign.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { grouped } from '../shared/grouped.ts';
import type { Work } from '../work.ts';
import { goodsOfPoints, type PointGoods } from './goods-of-points.ts';
import type { OpenGoods } from './route-of-points.ts';
import { deliveryRuns, deliveryStops } from './tables.ts';

interface GoodsToPlan {
  /** Everything that is to be brought, of points that are planned too. */
  readonly goods: readonly PointGoods[];
  /** By points that are on no run. */
  readonly open: OpenGoods;
}

/**
 * What has to be brought, by points that no run goes to. A point whose stop failed is open again, and so is one that
 * was served before goods were moved to it.
 *
 * Refuses: goods_not_shared_out, campaign_status.
 */
export function openGoods(work: Work, campaignId: string, context: Context): GoodsToPlan {
  const { status } = startDelivering(work, campaignId, context);
  demand(status !== 'purchasing', 'goods_not_shared_out', { status });
  demand(status === 'delivering' || status === 'collecting', 'campaign_status', { status });
  work.need([deliveryRuns, { campaignId }], [deliveryStops, { campaignId }]);
  const goods = goodsOfPoints(work, campaignId);
  const planned = new Set(
    work
      .list(deliveryStops, { campaignId })
      .filter((stop) => stop.status === 'pending')
      .map((stop) => stop.pickupPointId),
  );
  const open = grouped(
    goods.filter(({ pickupPointId }) => !planned.has(pickupPointId)),
    (one) => one.pickupPointId,
  );
  return { goods, open };
}
