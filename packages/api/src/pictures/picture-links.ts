import { instantSchema, instantText, seenPicturesSchema } from '@opentuan/core';
import * as z from 'zod';
import { defineTask } from '../task.ts';
import { pictureFiles, pictureLink } from './linked-picture.ts';

const minute = 60_000;
/** An address stays the same for so long, so that a browser which looks again has the picture already. */
const step = 10 * minute;

const pictureLinksSchema = z
  .strictObject({
    data: z.array(
      z.strictObject({
        id: z.string(),
        path: z.string().describe('Behind the address of this API; for the `src` of an image.'),
        width: z.int().describe('Pixels, so that nothing jumps while it loads.'),
        height: z.int(),
      }),
    ),
    validUntil: instantSchema.describe('Ten to twenty minutes from now; then ask again.'),
  })
  .meta({
    id: 'PictureLinks',
    description: 'Signed addresses of pictures, which open without a credential for a short time.',
  });

/** Signs addresses of the pictures that the caller may see. Those that are gone, or of others, are left out. */
export const linkPictures = defineTask({
  name: 'pictures.link',
  summary: 'Get short-lived addresses of pictures',
  input: seenPicturesSchema,
  answer: pictureLinksSchema,
  async run(tuan, input, options) {
    const { data } = await tuan.pictures.listSeen(input, options);
    const until = (Math.floor((options.now ?? tuan.clock()) / step) + 2) * step;
    return {
      data: await Promise.all(
        data.map(async ({ id, width, height }) => ({
          id,
          path: `/v1/${pictureFiles}/${await pictureLink(tuan, id, until)}`,
          width,
          height,
        })),
      ),
      validUntil: instantText(until),
    };
  },
});
