import { resolveCustomer } from '../customers/customer.ts';
import { defineVerb } from '../define.ts';
import { differing, isAnything } from '../shared/bulk-rows.ts';
import { phoneNumber } from '../shared/phone.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { demandFree } from './demand-free.ts';
import { demandLevel } from './demand-level.ts';
import { leaderView } from './leader.ts';
import { noteTierChange } from './move-tier.ts';
import { changeLeaderSchema, leaderSchema } from './schemas.ts';
import { leaders } from './tables.ts';

/**
 * Changes what the shop knows of a leader. A rate is a commission rule, and the status has verbs of its own.
 *
 * Refuses: conflict (another leader has this externalId, phone or customer), leader_level_unknown, not_found,
 * not_allowed.
 */
export const changeLeader = defineVerb({
  name: 'leaders.change',
  summary: 'Change a leader',
  input: changeLeaderSchema,
  answer: leaderSchema,
  decide: (work, { leaderId, ...wanted }, context) => {
    demandShop(context);
    const leader = work.resolve(leaders, leaderId);
    const changes = differing(leader, {
      ...wanted,
      phone: typeof wanted.phone === 'string' ? phoneNumber(wanted.phone) : wanted.phone,
      customerId:
        typeof wanted.customerId === 'string'
          ? resolveCustomer(work, wanted.customerId).id
          : wanted.customerId,
    });
    if (!isAnything(changes)) return leaderView(leader);
    demandFree(work, changes, leader);
    if (changes.tier !== undefined) {
      if (changes.tier !== null) demandLevel(work, changes.tier, 'tier');
      noteTierChange(work, leader, changes.tier, { cause: 'shop' }, context);
    }
    work.emit({ type: 'leader.changed', subject: leader.id, data: { fields: Object.keys(changes) } });
    return leaderView(
      work.set(leaders, leader, changes.tier === undefined ? changes : { ...changes, tierMissed: 0 }),
    );
  },
});
