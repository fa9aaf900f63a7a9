import type { NoticeRow } from './notice-row.ts';
import { claimNotices } from './notices/claim-notices.ts';
import { leaderNotices } from './notices/leader-notices.ts';
import { orderNotices } from './notices/order-notices.ts';
import { pickupNotices } from './notices/pickup-notices.ts';
import { roundNotices } from './notices/round-notices.ts';
import { supplyNotices } from './notices/supply-notices.ts';

/** The one table: what happens, who is told, and in which words. */
export const noticeTable: readonly NoticeRow[] = [
  ...roundNotices,
  ...orderNotices,
  ...pickupNotices,
  ...supplyNotices,
  ...claimNotices,
  ...leaderNotices,
];

/** What the events of a type tell of, for each of its rows. */
export function rowsOfEvent(type: string): readonly NoticeRow[] {
  return noticeTable.filter(({ made }) => typeof made === 'object' && made.event === type);
}

export function noticeRowOf(topic: string, receiver: string): NoticeRow | undefined {
  return noticeTable.find((row) => row.topic === topic && row.receiver === receiver);
}
