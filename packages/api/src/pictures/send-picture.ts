import { type OpenTuan, Refusal } from '@opentuan/core';

/** The file of a picture whose row the caller was allowed to read. It never changes, and may be taken away. */
export async function sendPicture(
  tuan: OpenTuan,
  answer: unknown,
  headers: Record<string, string>,
): Promise<Response> {
  const { id, mediaType } = answer as { readonly id: string; readonly mediaType: string };
  const file = await tuan.pictureStore?.get(id);
  if (file === undefined) throw new Refusal('not_found', { what: 'pictures', key: id });
  headers['content-type'] = mediaType;
  headers['cache-control'] = 'private, max-age=300';
  headers['content-disposition'] = 'inline';
  // An image from elsewhere may not load it by guessing who is signed in: it asks with the session itself.
  headers['cross-origin-resource-policy'] = 'same-origin';
  return new Response(new Uint8Array(file), { status: 200, headers });
}
