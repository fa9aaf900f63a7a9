import type * as z from 'zod';
import { leaderAccounts } from '../commissions/tables.ts';
import { resolveCustomer } from '../customers/customer.ts';
import { defineVerb } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { phoneNumber } from '../shared/phone.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';
import { demandFree } from './demand-free.ts';
import { demandLevel } from './demand-level.ts';
import { leaderView } from './leader.ts';
import { applyLeaderSchema, leaderSchema } from './schemas.ts';
import { leaders } from './tables.ts';

/**
 * Applies to be a leader: a customer for oneself, or the shop for somebody. The shop approves.
 *
 * Refuses: conflict (another leader has this externalId, phone or customer), leader_unavailable (who recruited is not
 * active), not_found, not_allowed.
 */
export const applyLeader = defineVerb({
  name: 'leaders.apply',
  summary: 'Apply to be a leader',
  input: applyLeaderSchema,
  answer: leaderSchema,
  decide: (work, command, context) => {
    const customerId = applicant(work, command, context);
    if (command.tier !== undefined) demandLevel(work, command.tier, 'tier');
    const phone = command.phone === undefined ? null : phoneNumber(command.phone);
    const externalId = command.externalId ?? null;
    const recruitedById = recruiter(work, command.recruitedById);
    demandFree(work, { externalId, phone, customerId });
    const leader = work.insert(leaders, {
      id: context.newId('led'),
      externalId,
      name: command.name,
      phone,
      customerId,
      role: command.role ?? '',
      tier: command.tier ?? null,
      status: 'applied',
      recruitedById,
      appliedAt: context.now,
    });
    work.insert(leaderAccounts, { leaderId: leader.id });
    work.emit({ type: 'leader.applied', subject: leader.id, data: { recruitedById } });
    return leaderView(leader);
  },
});

/** A customer applies as nobody else, and neither chooses the shop's number nor a tier. */
function applicant(work: Work, command: z.output<typeof applyLeaderSchema>, context: Context): string | null {
  if (context.actor.kind === 'customer') {
    const { externalId, tier, customerId } = command;
    const plain = externalId === undefined && tier === undefined && customerId === undefined;
    demand(plain, 'not_allowed', { needs: 'a secret key for externalId, tier or customerId' });
    return resolveCustomer(work, context.actor.customerId).id;
  }
  demandShop(context);
  return command.customerId === undefined ? null : resolveCustomer(work, command.customerId).id;
}

function recruiter(work: Work, reference: string | undefined): string | null {
  if (reference === undefined) return null;
  const leader = work.resolve(leaders, reference);
  demand(leader.status === 'active' && !leader.house, 'leader_unavailable', {
    leaderId: leader.id,
    status: leader.status,
  });
  return leader.id;
}
