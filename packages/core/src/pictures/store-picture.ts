import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { randomText } from '../shared/id.ts';
import { isShop } from '../shop/demand-shop.ts';
import { looseFor, pictureView, uploaderOf } from './picture.ts';
import { pictureSchema, storePictureSchema } from './schemas.ts';
import { pictures } from './tables.ts';

/** How many pictures may wait for being used, of one person. */
const looseMax = 30;

/**
 * Notes a picture whose file is about to be kept under the id that is answered. The row comes first: a file without a
 * row would never be found again, a row without a file is removed after a day like any that nothing uses.
 *
 * Refuses: picture_too_many, not_allowed.
 */
export const storePicture = defineVerb({
  name: 'pictures.store',
  summary: 'Note an uploaded picture',
  input: storePictureSchema,
  answer: pictureSchema,
  decide: (work, input, context) => {
    const { actor, now } = context;
    demand(actor.kind !== 'storefront', 'not_allowed', { needs: 'a session' });
    const uploadedBy = uploaderOf(actor);
    if (!isShop({ actor })) {
      const waiting = work.list(pictures, { uploadedBy, status: 'loose' });
      demand(waiting.length < looseMax, 'picture_too_many', { max: looseMax });
    }
    const picture = work.insert(pictures, {
      id: `pic_${randomText(context.random, 26)}`,
      status: 'loose',
      ...input,
      uploadedBy,
      createdAt: now,
      removeAt: now + looseFor,
    });
    const { mediaType, bytes } = input;
    work.emit({ type: 'picture.stored', subject: picture.id, data: { mediaType, bytes } });
    return pictureView(picture);
  },
});
