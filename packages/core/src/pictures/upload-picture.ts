import type { OpenTuan } from '../open-tuan.ts';
import type { CallOptions } from '../shared/context.ts';
import { refuse } from '../shared/error.ts';
import { cleanPicture } from './clean-picture.ts';
import type { PictureView } from './schemas.ts';

/** Hex SHA-256, which the core has no means to reckon: `crypto.subtle` has. */
export type Digest = (bytes: Uint8Array) => Promise<string>;

/**
 * Takes a picture in: its format is told from its content, place and device are taken out, the file goes to the
 * picture store. The same idempotency key and picture give the same id.
 *
 * Refuses: picture_format, picture_broken, picture_too_large, picture_too_many, pictures_off, not_allowed.
 */
export async function uploadPicture(
  tuan: OpenTuan,
  bytes: Uint8Array,
  digest: Digest,
  options: CallOptions = {},
): Promise<PictureView> {
  const store = tuan.pictureStore ?? refuse('pictures_off');
  const { bytes: file, ...about } = cleanPicture(bytes);
  const described = { ...about, bytes: file.length, digest: await digest(file) };
  const picture = await tuan.pictures.store(described, options);
  await store.put(picture.id, file, about.mediaType);
  return picture;
}
