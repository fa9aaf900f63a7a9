import * as z from 'zod';
import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import {
  idSchema,
  instantSchema,
  money,
  moneySchema,
  ownIdSchema,
  pageFields,
  pageSchema,
} from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import { donations } from './tables.ts';

const donationSchema = z
  .strictObject({
    id: ownIdSchema,
    orderId: z.string(),
    orderLineId: z.string(),
    campaignId: z.string(),
    variantId: z.string(),
    pickupPointId: z.string(),
    pieces: z.int(),
    cost: moneySchema.describe('What the goods cost the shop.'),
    charity: z.string(),
    createdAt: instantSchema,
  })
  .meta({ id: 'Donation', description: 'Goods that nobody fetched and that a charity gets.' });

/** Goods that went to a charity, newest first: the proof for the books. Refuses: not_allowed. */
export const listDonations = defineQuery({
  name: 'pickups.listDonations',
  summary: 'List uncollected goods that went to a charity',
  input: z.strictObject({ ...pageFields, campaignId: idSchema.optional() }),
  answer: pageSchema(donationSchema).meta({ id: 'DonationPage' }),
  async read(reader, input, context) {
    demandShop(context);
    const { currency } = await readShop(reader);
    const page = pageAfter(input, 'createdAt');
    const campaignId = (await ownIdOf(reader, campaigns, input.campaignId)) ?? null;
    const rows = await reader.table(
      donations,
      `${page.condition} AND (? IS NULL OR t."campaignId" = ?) ${page.tail}`,
      [...page.params, campaignId, campaignId],
    );
    return pageOf(rows, input, 'createdAt', ({ cost, createdAt, ...row }) => ({
      ...row,
      cost: money(cost, currency),
      createdAt: instantText(createdAt),
    }));
  },
});
