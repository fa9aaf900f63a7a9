import { instantOrNull } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import type { Row } from '../work.ts';
import type { LeaderView } from './schemas.ts';
import type { leaders } from './tables.ts';

export type Leader = Row<typeof leaders>;

export function leaderView(leader: Leader): LeaderView {
  const { id, externalId, name, phone, customerId, role, tier, status, house, recruitedById, reason } =
    leader;
  return {
    id,
    externalId,
    name,
    phone,
    customerId,
    role,
    tier,
    tierPinned: leader.tierPinned,
    status,
    house,
    recruitedById,
    appliedAt: instantText(leader.appliedAt),
    approvedAt: instantOrNull(leader.approvedAt),
    reason,
  };
}
