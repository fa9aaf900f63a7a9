import { asc, eq } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import { campaignPoints, campaigns, offers } from '../../packages/core/src/campaigns/tables.ts';
import { pickupPoints } from '../../packages/core/src/pickup-points/tables.ts';
import { shops } from '../../packages/core/src/shop/tables.ts';

/** What a shopper sees of a campaign: its offers and pickup points. */
export async function readPageByDrizzle(
  database: LibSQLDatabase,
  campaignId: string,
): Promise<object | undefined> {
  const campaign = await database.select().from(campaigns).where(eq(campaigns.id, campaignId)).get();
  const shop = await database.select().from(shops).get();
  if (!campaign || !shop) return undefined;
  const list = await database
    .select()
    .from(offers)
    .where(eq(offers.campaignId, campaignId))
    .orderBy(asc(offers.position));
  const points = await database
    .select({ point: pickupPoints })
    .from(campaignPoints)
    .innerJoin(pickupPoints, eq(pickupPoints.id, campaignPoints.pickupPointId))
    .where(eq(campaignPoints.campaignId, campaignId));
  const { id, title, description, opensAt, closesAt, pickupDate, pickupWindows } = campaign;
  return {
    id,
    title,
    description,
    opensAt,
    closesAt,
    pickupDate,
    pickupWindows,
    zone: shop.zone,
    offers: list.map(({ cap, sold, firm, price, ...offer }) => ({
      id: offer.id,
      variantId: offer.variantId,
      title: offer.title,
      specification: offer.specification,
      unit: offer.unit,
      category: offer.category,
      imageUrl: offer.imageUrl,
      price: { amount: price, currency: shop.currency },
      closesAt: new Date(offer.closesAt).toISOString(),
      left: cap === null ? null : cap - sold,
      limitPerCustomer: offer.limitPerCustomer,
      ordered: firm,
    })),
    pickupPoints: points.map(({ point }) => ({
      id: point.id,
      name: point.name,
      address: point.address,
      windows: point.windows,
    })),
  };
}
