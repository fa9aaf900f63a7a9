import { type OpenTuan, Refusal } from '@opentuan/core';
import type { Context } from 'hono';
import { HttpRefusal } from '../http-errors.ts';
import { isSameText } from '../middleware/api-key.ts';
import { signText } from '../middleware/sign-text.ts';
import { sendLinkedPicture } from './send-picture.ts';

/** The folder of pictures behind signed addresses, under `/v1`. */
export const pictureFiles = 'picture-files';

/** What of an address opens one picture until an instant (epoch milliseconds), and no other and not later. */
export async function pictureLink(tuan: OpenTuan, pictureId: string, until: number): Promise<string> {
  const body = `${pictureId}.${Math.floor(until / 1000).toString(36)}`;
  return `${body}.${await signText(`picture ${body}`, await secretOf(tuan))}`;
}

/** The picture that a signed address opens. Refuses: picture_link_over, not_found (removed since). */
export async function answerLinkedPicture(
  tuan: OpenTuan,
  context: Context,
  headers: Record<string, string>,
): Promise<Response> {
  const now = tuan.clock();
  const match = /^((pic_[0-9A-Z]{26})\.([0-9a-z]{1,9}))\.([0-9a-f]{32})$/.exec(
    context.req.param('link') ?? '',
  );
  if (!match) throw new HttpRefusal('picture_link_over');
  const [, body = '', pictureId = '', end = '', signature = ''] = match;
  const genuine = isSameText(signature, await signText(`picture ${body}`, await secretOf(tuan)));
  if (!genuine || Number.parseInt(end, 36) * 1000 <= now) throw new HttpRefusal('picture_link_over');
  return sendLinkedPicture(tuan, await tuan.pictures.get({ pictureId }), headers);
}

async function secretOf(tuan: OpenTuan): Promise<string> {
  const [shop] = await tuan.reader.rows<{ sessionSecret: string }>('SELECT "sessionSecret" FROM "shops"');
  if (!shop) throw new Refusal('shop_not_set_up');
  return shop.sessionSecret;
}
