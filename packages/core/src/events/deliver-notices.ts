import type { OpenTuan } from '../open-tuan.ts';
import type { Instant } from '../shared/time.ts';
import { readShop, type Shop } from '../shop/the-shop.ts';
import type { TickStep } from '../tick-step.ts';
import type { Notification, Notify } from './notifier.ts';
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
      const sent = await deliver(tuan, notify, noticeIds, now);
      delivered += sent;
      // None of a chunk went through: the line is down, and the rest keeps its attempts for the next tick.
      if (sent === 0) return delivered;
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
  const { notifications, failed } = await putIntoWords(tuan, shop, noticeIds);
  const outcomes = await Promise.allSettled(notifications.map(async (one) => notify(one)));
  const sent: string[] = [];
  for (const [index, { id }] of notifications.entries()) {
    const outcome = outcomes[index];
    if (outcome?.status === 'rejected') failed.push({ id, failure: reasonOf(outcome.reason) });
    else sent.push(id);
  }
  await tuan.notices.settle({ sent, failed }, { now });
  return sent.length;
}

interface Worded {
  readonly notifications: readonly Notification[];
  readonly failed: { readonly id: string; readonly failure: string }[];
}

/** One notice that cannot be put into words holds up none of the others: then each is read on its own. */
async function putIntoWords(tuan: OpenTuan, shop: Shop, noticeIds: readonly string[]): Promise<Worded> {
  const read = (ids: readonly string[]) => readNotifications(tuan.reader, shop, ids, { pending: true });
  try {
    return { notifications: await read(noticeIds), failed: [] };
  } catch {
    const notifications: Notification[] = [];
    const failed: { id: string; failure: string }[] = [];
    for (const id of noticeIds) {
      try {
        notifications.push(...(await read([id])));
      } catch (error) {
        failed.push({ id, failure: reasonOf(error) });
      }
    }
    return { notifications, failed };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
