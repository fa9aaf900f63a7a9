import { moveOutbox } from './move-outbox.ts';
import { listEvents, listNotices, readOutboxPosition } from './queries.ts';
import { readNotice } from './read-notice.ts';

export const eventOperations = { list: listEvents } as const;

export const noticeOperations = { list: listNotices, read: readNotice } as const;

export const outboxOperations = { move: moveOutbox, position: readOutboxPosition } as const;
