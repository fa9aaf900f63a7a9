import { idSchema, instantSchema, instantText } from '@opentuan/core';
import { encode } from 'uqr';
import * as z from 'zod';
import { defineTask } from '../task.ts';
import { pickupKeyOf, signPickupToken } from './pickup-key.ts';

const pickupTokenSchema = z
  .strictObject({
    orderId: z.string(),
    token: z.string().describe('What the QR code says: capital letters and digits.'),
    validUntil: instantSchema,
    qr: z
      .strictObject({
        size: z.int().describe('Of the picture, with its quiet margin, in modules.'),
        path: z.string().describe('The dark modules: the `d` of an SVG path in a viewBox of that size.'),
      })
      .describe('The QR code itself, so that a page needs nothing to draw it, also without a network.'),
  })
  .meta({
    id: 'PickupToken',
    description:
      'The proof that a customer shows: it is checked without a network, and cannot be made by who checks it.',
  });

/** Signs the pickup token of an order for its owner. Refuses: order_status (nothing to fetch), not_found. */
export const pickupToken = defineTask({
  name: 'pickups.token',
  summary: 'Sign the pickup QR of an order',
  input: z.strictObject({ orderId: idSchema }),
  answer: pickupTokenSchema,
  async run(tuan, { orderId }, options) {
    const [ticket, key] = await Promise.all([
      tuan.pickups.findTicket({ orderId }, options),
      pickupKeyOf(tuan),
    ]);
    const token = await signPickupToken(key, ticket);
    return {
      orderId: ticket.orderId,
      token,
      validUntil: instantText(ticket.validUntil),
      qr: pictureOf(token),
    };
  },
});

/** Runs of dark modules as rectangles: a third of the length of single squares. */
function pictureOf(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  let path = '';
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < size; x += 1) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x += 1;
      path += `M${String(start)} ${String(y)}h${String(x - start + 1)}v1H${String(start)}z`;
    }
  }
  return { size, path };
}
