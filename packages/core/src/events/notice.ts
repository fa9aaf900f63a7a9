import { instantOrNull } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import type { Row } from '../work.ts';
import type { NoticeView } from './schemas.ts';
import type { notices } from './tables.ts';

export function noticeView({
  id,
  receiverKind,
  receiverId,
  topic,
  facts,
  createdAt,
  readAt,
}: Row<typeof notices>): NoticeView {
  const instants = { createdAt: instantText(createdAt), readAt: instantOrNull(readAt) };
  return { id, receiverKind, receiverId, topic, facts: { ...facts }, ...instants };
}
