import { piecesLeft } from '../campaigns/campaign.ts';
import type { CampaignKey } from '../campaigns/open-campaign.ts';
import type { offers } from '../campaigns/tables.ts';
import { instantOrNull } from '../shared/schemas.ts';
import type { Instant } from '../shared/time.ts';
import { type Question, sqlRows, tableRows } from '../storage/reader.ts';
import type { Row } from '../work.ts';
import { textOfPromotion } from './promotion-text.ts';
import type { OpenPromotionView } from './schemas.ts';
import { promotions } from './tables.ts';
import { type Promotion, runsAt } from './terms.ts';

type Offer = Row<typeof offers>;

/** Those that are told to everybody; a coupon is for who has it. */
export function activePromotions(): Question<Promotion> {
  return tableRows(
    promotions,
    `t."status" = 'active' AND t."kind" <> 'coupon' ORDER BY t."createdAt", t."id"`,
  );
}

/** The leaders of a campaign. */
export function campaignLeaderIds({ sql, param }: CampaignKey): Question<{ readonly id: string }> {
  return sqlRows(
    `SELECT l."leaderId" AS "id" FROM "campaign_leaders" l WHERE l."campaignId" = ${sql} ORDER BY l."leaderId"`,
    [param],
  );
}

interface Scene {
  /** The goods that can be ordered, and the gifts. */
  readonly offered: readonly Offer[];
  readonly gifts: readonly Offer[];
  readonly leaderIds: readonly string[];
  /** Pieces in holds that have ended, by offer: free again (R1). */
  readonly overdue: ReadonlyMap<string, number>;
  readonly currency: string;
  readonly now: Instant;
}

/** What a shopper could have in a campaign now: nothing that is used up, gone, or for others. */
export function openPromotions(active: readonly Promotion[], scene: Scene): OpenPromotionView[] {
  const { leaderIds, currency, now } = scene;
  return active
    .filter((promotion) => runsAt(promotion, now) && isToBeHad(promotion, scene))
    .map((promotion) => ({
      id: promotion.id,
      kind: promotion.kind,
      name: promotion.name,
      text: { ...textOfPromotion(promotion, currency, giftOf(promotion, scene)?.title) },
      leaderIds: leaderIds.filter((id) => promotion.terms.leaderIds.includes(id)),
      endsAt: instantOrNull(promotion.endsAt),
    }));
}

function isToBeHad(promotion: Promotion, scene: Scene): boolean {
  const { terms, budget, spent } = promotion;
  const { categories, leaderIds, gift } = terms;
  if (budget !== null && spent >= budget) return false;
  if (leaderIds.length > 0 && !leaderIds.some((id) => scene.leaderIds.includes(id))) return false;
  if (categories.length > 0 && !scene.offered.some(({ category }) => categories.includes(category)))
    return false;
  return gift === null || giftOf(promotion, scene) !== undefined;
}

/** The gift of the campaign, where there is enough of it. */
function giftOf({ terms: { gift } }: Promotion, { gifts, overdue, now }: Scene): Offer | undefined {
  return gifts.find((offer) => {
    const left = piecesLeft(offer, overdue.get(offer.id)) ?? 0;
    const open = offer.status === 'open' && now < offer.closesAt;
    return open && offer.variantId === gift?.variantId && left >= gift.pieces;
  });
}
