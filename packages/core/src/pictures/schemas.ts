import * as z from 'zod';
import { instantSchema, ownIdSchema, textSchema } from '../shared/schemas.ts';
import { pictureTypes } from './clean-picture.ts';

export const pictureIdSchema = z.strictObject({ pictureId: textSchema(140, 1) });

/** How many pictures are asked for at a time: those of ten claims. */
const seenMax = 60;

export const seenPicturesSchema = z
  .strictObject({ pictureIds: z.array(textSchema(140, 1)).min(1).max(seenMax) })
  .meta({ id: 'PictureIds', examples: [{ pictureIds: ['pic_0123456789ABCDEFGHJKMNPQRS'] }] });

/** A picture that was uploaded, or the address of one that the host shop shows itself. */
export const pictureReferenceSchema = z
  .string()
  .max(2000)
  .regex(
    /^(pic_[0-9A-Z]{26}|https?:\/\/\S+)$/,
    'Give the id of an uploaded picture, or the web address of one of your own.',
  )
  .meta({
    id: 'PictureReference',
    description: 'The id that uploading answered, or the web address of a picture that the host shop keeps.',
    examples: ['https://shop.example/pictures/apple.jpg'],
  });

export const storePictureSchema = z.strictObject({
  mediaType: z.enum(pictureTypes),
  bytes: z.int().min(1),
  width: z.int().min(1),
  height: z.int().min(1),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});

export const pictureSchema = z
  .strictObject({
    id: ownIdSchema,
    mediaType: z.enum(pictureTypes),
    bytes: z.int().describe('The length of the file as it is kept.'),
    width: z.int().describe('Pixels.'),
    height: z.int(),
    used: z.boolean().describe('Whether it belongs to something; one that does not is removed after a day.'),
    createdAt: instantSchema,
  })
  .meta({ id: 'Picture' });

export type PictureView = z.output<typeof pictureSchema>;

export const picturesSchema = z.strictObject({ data: z.array(pictureSchema) });
