import * as z from 'zod';
import { original } from '../customers/customer.ts';
import { customers } from '../customers/tables.ts';
import { defineVerb } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { idSchema } from '../shared/schemas.ts';
import { isShop } from '../shop/demand-shop.ts';
import type { Row, Work } from '../work.ts';
import { noticeView } from './notice.ts';
import { noticeSchema } from './schemas.ts';
import { notices } from './tables.ts';

/**
 * The receiver has read a notice. Reading twice is harmless, the first time counts.
 *
 * Refuses: not_found (also for somebody else's).
 */
export const readNotice = defineVerb({
  name: 'notices.read',
  summary: 'Mark a notice as read',
  input: z.strictObject({ noticeId: idSchema }),
  answer: noticeSchema,
  decide: (work, { noticeId }, context) => {
    const notice = work.get(notices, noticeId);
    demand(isOwn(work, notice, context), 'not_found', { what: 'notices', key: noticeId });
    if (notice.readAt !== null) return viewFor(notice, context);
    work.emit({ type: 'notice.read', subject: notice.id, data: { receiverKind: notice.receiverKind } });
    return viewFor(work.set(notices, notice, { readAt: context.now }), context);
  },
});

function isOwn(work: Work, { receiverKind, receiverId }: Row<typeof notices>, { actor }: Context): boolean {
  if (actor.kind === 'leader') return receiverKind === 'leader' && receiverId === actor.leaderId;
  if (actor.kind !== 'customer') return isShop({ actor });
  return (
    receiverKind === 'customer' && receiverId === original(work, work.get(customers, actor.customerId)).id
  );
}

/** How it was delivered is the shop's own affair. */
function viewFor(notice: Row<typeof notices>, context: Context) {
  const view = noticeView(notice);
  return isShop(context) ? view : { ...view, delivery: null };
}
