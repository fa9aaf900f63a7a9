import { instantOrNull } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import type { Row } from '../work.ts';
import type { NoticeView } from './schemas.ts';
import type { notices } from './tables.ts';

/** The notice; `text` where it was read with the names that belong to it. */
export function noticeView(row: Row<typeof notices>, text: string | null = null): NoticeView {
  const { id, receiverKind, receiverId, topic, facts, createdAt, readAt } = row;
  const { deliveryStatus, attempts, failure, deliveredAt } = row;
  const instants = { createdAt: instantText(createdAt), readAt: instantOrNull(readAt) };
  return {
    id,
    receiverKind,
    receiverId,
    topic,
    text,
    facts: { ...facts },
    ...instants,
    delivery: { status: deliveryStatus, attempts, failure, deliveredAt: instantOrNull(deliveredAt) },
  };
}
