import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import { isGone, maySeePicture, pictureView } from './picture.ts';
import { pictureIdSchema, pictureSchema, picturesSchema, seenPicturesSchema } from './schemas.ts';
import { pictures } from './tables.ts';

/** A picture, for whoever sent it, the customer, the leader and the link whom it concerns, and the shop. */
export const getPicture = defineQuery({
  name: 'pictures.get',
  summary: 'Read a picture',
  input: pictureIdSchema,
  answer: pictureSchema,
  async read(reader, { pictureId }, { actor, now }) {
    const [picture] = await reader.table(pictures, 't."id" = ?', [pictureId]);
    const seen = picture !== undefined && !isGone(picture, now) && maySeePicture(picture, actor);
    demand(seen, 'not_found', { what: 'pictures', key: pictureId });
    return pictureView(picture);
  },
});

/** Those of some pictures that the caller may see; the others are left out, as if they were not there. */
export const listSeenPictures = defineQuery({
  name: 'pictures.listSeen',
  summary: 'Read those of some pictures that one may see',
  input: seenPicturesSchema,
  answer: picturesSchema,
  async read(reader, { pictureIds }, { actor, now }) {
    const ids = [...new Set(pictureIds)];
    const found = await reader.table(
      pictures,
      't."id" IN (SELECT "value" FROM json_each(?)) ORDER BY t."id"',
      [JSON.stringify(ids)],
    );
    const seen = found.filter((picture) => !isGone(picture, now) && maySeePicture(picture, actor));
    return { data: seen.map(pictureView) };
  },
});
