import { type OpenTuan, Refusal } from '@opentuan/core';

/** The file of a picture whose row the caller was allowed to read. It never changes, and may be taken away. */
export function sendPicture(
  tuan: OpenTuan,
  answer: unknown,
  headers: Record<string, string>,
): Promise<Response> {
  // An image from elsewhere may not load it by guessing who is signed in: it asks with the session itself.
  headers['cross-origin-resource-policy'] = 'same-origin';
  return fileOf(tuan, answer, headers);
}

/** Behind a signed address: that alone opens it, so a page of any origin may show it. */
export function sendLinkedPicture(
  tuan: OpenTuan,
  answer: unknown,
  headers: Record<string, string>,
): Promise<Response> {
  headers['cross-origin-resource-policy'] = 'cross-origin';
  return fileOf(tuan, answer, headers);
}

async function fileOf(tuan: OpenTuan, answer: unknown, headers: Record<string, string>): Promise<Response> {
  const { id, mediaType } = answer as { readonly id: string; readonly mediaType: string };
  const file = await tuan.pictureStore?.get(id);
  if (file === undefined) throw new Refusal('not_found', { what: 'pictures', key: id });
  headers['content-type'] = mediaType;
  headers['cache-control'] = 'private, max-age=300';
  headers['content-disposition'] = 'inline';
  return new Response(new Uint8Array(file), { status: 200, headers });
}
