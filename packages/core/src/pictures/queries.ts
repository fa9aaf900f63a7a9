import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import { isGone, maySeePicture, pictureView } from './picture.ts';
import { pictureIdSchema, pictureSchema } from './schemas.ts';
import { pictures } from './tables.ts';

/** A picture, for whoever sent it, the customer and the leader whom it concerns, and the shop. */
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
