import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { idSchema } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { noticeView } from './notice.ts';
import { noticeSchema } from './schemas.ts';
import { notices } from './tables.ts';

/**
 * Has a notice that was given up handed to the notifier again, from the first attempt on.
 *
 * Refuses: notice_status, not_found, not_allowed.
 */
export const retryNotice = defineVerb({
  name: 'notices.retry',
  summary: 'Deliver a notice again that was given up',
  input: z.strictObject({ noticeId: idSchema }),
  answer: noticeSchema,
  decide: (work, { noticeId }, context) => {
    demandShop(context);
    const notice = work.get(notices, noticeId);
    demand(notice.deliveryStatus === 'dead', 'notice_status', { status: notice.deliveryStatus });
    // Its age begins anew, or it would be given up at once for being no news.
    const again = { deliveryStatus: 'pending', attempts: 1, nextAttemptAt: context.now } as const;
    work.emit({ type: 'notice.retried', subject: noticeId, data: {} });
    return noticeView(work.set(notices, notice, again));
  },
});
