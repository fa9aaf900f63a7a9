import type { Notification, Notify } from '@opentuan/core';

/**
 * A notifier that hangs would hold up the tick, and with it all scheduled work: after `limit` milliseconds it counts
 * as failed and is asked again later.
 */
export function inTime(notify: Notify, limit: number): Notify {
  return async (notification: Notification) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${String(limit)} ms`)), limit);
    });
    try {
      await Promise.race([notify(notification), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
