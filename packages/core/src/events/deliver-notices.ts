import type { OpenTuan } from '../open-tuan.ts';
import type { Instant } from '../shared/time.ts';
import { readShop } from '../shop/the-shop.ts';
import type { TickStep } from '../tick-step.ts';
import type { Notify } from './notifier.ts';
import { readNotifications } from './read-notifications.ts';
import { takeNotices } from './take-notices.ts';

const chunksPerTick = 40;

/** Hands what is due to the host's notifier; without one, notices wait in the lists of the pages. */
export const deliverNoticesStep: TickStep = {
  name: takeNotices.name,
  async run(tuan, now) {
    const { notify } = tuan;
    if (notify === undefined) return 0;
    let delivered = 0;
    for (let chunks = 0; chunks < chunksPerTick; chunks += 1) {
      const { noticeIds } = await tuan.notices.take({}, { now });
      if (noticeIds.length === 0) return delivered;
      delivered += await deliver(tuan, notify, noticeIds, now);
    }
    return delivered;
  },
};

async function deliver(
  tuan: OpenTuan,
  notify: Notify,
  noticeIds: readonly string[],
  now: Instant,
): Promise<number> {
  const shop = await readShop(tuan.reader);
  const notifications = await readNotifications(tuan.reader, shop, noticeIds, { pending: true });
  const outcomes = await Promise.allSettled(notifications.map(async (one) => notify(one)));
  const failed: { id: string; failure: string }[] = [];
  const sent: string[] = [];
  for (const [index, { id }] of notifications.entries()) {
    const outcome = outcomes[index];
    if (outcome?.status === 'rejected') failed.push({ id, failure: reasonOf(outcome.reason) });
    else sent.push(id);
  }
  await tuan.notices.settle({ sent, failed }, { now });
  return sent.length;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
