import { announceCutoffs } from './announce-cutoffs.ts';
import { collectNotices } from './collect-notices.ts';
import { listNoticeTexts, previewNotice } from './notice-settings.ts';
import { putNoticeText } from './put-notice-text.ts';
import { settleNotices } from './settle-notices.ts';
import { takeNotices } from './take-notices.ts';
import { retryNotice } from './retry-notice.ts';
import { moveOutbox } from './move-outbox.ts';
import { listEvents, listNotices, readOutboxPosition } from './queries.ts';
import { readNotice } from './read-notice.ts';

export const eventOperations = { list: listEvents } as const;

export const noticeOperations = {
  list: listNotices,
  read: readNotice,
  texts: listNoticeTexts,
  putText: putNoticeText,
  preview: previewNotice,
  retry: retryNotice,
  collect: collectNotices,
  announceCutoffs,
  take: takeNotices,
  settle: settleNotices,
} as const;

export const outboxOperations = { move: moveOutbox, position: readOutboxPosition } as const;
