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

interface TakingPart {
  readonly id: string;
  readonly externalId: string | null;
}

/** The leaders of a campaign. */
export function leadersOfCampaign({ sql, param }: CampaignKey): Question<TakingPart> {
  return sqlRows(
    `SELECT l."id" AS "id", l."externalId" AS "externalId" FROM "campaign_leaders" c
      JOIN "leaders" l ON l."id" = c."leaderId" WHERE c."campaignId" = ${sql} ORDER BY l."id"`,
    [param],
  );
}

interface Scene {
  /** The goods that can be ordered, and the gifts. */
  readonly offered: readonly Offer[];
  readonly gifts: readonly Offer[];
  /** Who takes part, and with whom somebody would order, where that is known: by our id or that of the host shop. */
  readonly leaders: readonly TakingPart[];
  readonly leader: string | undefined;
  /** Pieces in holds that have ended, by offer: free again (R1). */
  readonly overdue: ReadonlyMap<string, number>;
  readonly currency: string;
  readonly now: Instant;
}

/** What a shopper could have in a campaign now: nothing that is used up, gone, or for others. */
export function openPromotions(active: readonly Promotion[], scene: Scene): OpenPromotionView[] {
  const { currency, now } = scene;
  const leaderIds = leadersMeant(scene);
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

function leadersMeant({ leaders, leader }: Scene): string[] {
  const meant = leaders.filter(
    ({ id, externalId }) =>
      leader === undefined || leader === id || leader === `external:${externalId ?? ''}`,
  );
  return meant.map(({ id }) => id);
}

function isToBeHad(promotion: Promotion, scene: Scene): boolean {
  const { terms, budget, spent } = promotion;
  const { categories, leaderIds, gift } = terms;
  if (budget !== null && spent >= budget) return false;
  if (leaderIds.length > 0 && !leadersMeant(scene).some((id) => leaderIds.includes(id))) return false;
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
