import type { Actor, Context } from '../shared/context.ts';
import { actorText } from '../shared/actor-text.ts';
import { demand } from '../shared/error.ts';
import { instantText } from '../shared/time.ts';
import { isShop } from '../shop/demand-shop.ts';
import type { Row, Work } from '../work.ts';
import type { PictureView } from './schemas.ts';
import { pictures } from './tables.ts';

export type PictureRow = Row<typeof pictures>;

/** How long a picture that nothing uses is kept, in milliseconds. */
export const looseFor = 24 * 3_600_000;
const prefix = 'pic_';

/** Whether a reference to a picture names one that was uploaded; anything else is an address of the host's own. */
export function isPictureId(reference: string): boolean {
  return reference.startsWith(prefix);
}

/** Whom a picture concerns: those that are named may see it. */
export interface PictureOwners {
  /** What it belongs to, as in `claim clm_…`: one thing, for ever. */
  readonly subject: string;
  readonly customerId?: string;
  readonly leaderId?: string;
  readonly supplierId?: string;
  readonly purchaseOrderId?: string;
  readonly deliveryRunId?: string;
}

/** Who sends a picture. Links of one supplier may be in several hands, so that each has pictures of its own. */
export function uploaderOf(actor: Actor): string {
  return actor.kind === 'supplier' ? `supplier:${actor.linkId}` : actorText(actor);
}

/**
 * Makes uploaded pictures part of something; references that are web addresses are left as they are. Naming them
 * again for the same thing is harmless.
 *
 * Refuses: picture_unknown (also somebody else's), picture_used.
 */
export function attachPictures(
  work: Work,
  references: readonly string[],
  owners: PictureOwners,
  { now, actor }: Context,
): void {
  const ids = [...new Set(references.filter(isPictureId))];
  work.need(...ids.map((id) => [pictures, { id }] as const));
  for (const id of ids) {
    const picture = work.find(pictures, id);
    const known = picture !== undefined && !isGone(picture, now);
    demand(known && (isShop({ actor }) || picture.uploadedBy === uploaderOf(actor)), 'picture_unknown', {
      picture: id,
    });
    if (picture.status === 'attached' && picture.subject === owners.subject) continue;
    demand(picture.status === 'loose', 'picture_used', { picture: id });
    work.set(pictures, picture, { status: 'attached', removeAt: null, ...owners });
    work.emit({ type: 'picture.attached', subject: id, data: { subject: owners.subject } });
  }
}

/** From then on nobody sees it, whether its file is gone yet or not. */
export function isGone({ removeAt }: PictureRow, now: number): boolean {
  return removeAt !== null && removeAt <= now;
}

/** Whoever sent it, whom it concerns, and the shop; a link only what belongs to what it opens. */
export function maySeePicture(picture: PictureRow, actor: Actor): boolean {
  if (isShop({ actor }) || picture.uploadedBy === uploaderOf(actor)) return true;
  if (actor.kind === 'supplier') return picture.purchaseOrderId === actor.purchaseOrderId;
  if (actor.kind === 'driver') return picture.deliveryRunId === actor.deliveryRunId;
  if (actor.kind === 'customer') return picture.customerId === actor.customerId;
  return actor.kind === 'leader' && picture.leaderId === actor.leaderId;
}

export function pictureView(picture: PictureRow): PictureView {
  const { id, mediaType, bytes, width, height, status, createdAt } = picture;
  return {
    id,
    mediaType,
    bytes,
    width,
    height,
    used: status === 'attached',
    createdAt: instantText(createdAt),
  };
}
