import type * as z from 'zod';
import { leaderAccounts } from '../commissions/tables.ts';
import { isOwnPurchase } from '../commissions/own-purchase.ts';
import { communities } from '../communities/tables.ts';
import { type Customer, resolveCustomer } from '../customers/customer.ts';
import { defineVerb } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { normaliseCode } from '../shared/id.ts';
import { phoneNumber } from '../shared/phone.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';
import { demandFree } from './demand-free.ts';
import { demandLevel } from './demand-level.ts';
import { type Leader, leaderView } from './leader.ts';
import { applyLeaderSchema, leaderSchema } from './schemas.ts';
import { leaders } from './tables.ts';

type ApplyLeader = z.output<typeof applyLeaderSchema>;

/**
 * Applies to be a leader: a customer for oneself, or the shop for somebody. The shop approves.
 *
 * Refuses: conflict (another leader has this externalId, phone or customer), leader_unavailable (who recruited is not
 * active), referral_self, invite_code_unknown, leader_level_unknown, not_found, not_allowed.
 */
export const applyLeader = defineVerb({
  name: 'leaders.apply',
  summary: 'Apply to be a leader',
  input: applyLeaderSchema,
  answer: leaderSchema,
  decide: (work, command, context) => {
    const customer = applicant(work, command, context);
    const customerId = customer?.id ?? null;
    if (command.tier !== undefined) demandLevel(work, command.tier, 'tier');
    const phone = command.phone === undefined ? null : phoneNumber(command.phone);
    const externalId = command.externalId ?? null;
    const recruiter = recruiterOf(work, command);
    demandSomebodyElse(recruiter, phone, customer);
    const released = demandFree(work, { externalId, phone, customerId });
    // Who was a leader before comes back: a person is recruited once.
    const isNew = released.every(({ approvedAt }) => approvedAt === null);
    const recruitedById = isNew ? (recruiter?.id ?? null) : null;
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
function applicant(work: Work, command: ApplyLeader, context: Context): Customer | null {
  if (context.actor.kind === 'customer') {
    const { externalId, tier, customerId } = command;
    const plain = externalId === undefined && tier === undefined && customerId === undefined;
    demand(plain, 'not_allowed', { needs: 'a secret key for externalId, tier or customerId' });
    return resolveCustomer(work, context.actor.customerId);
  }
  demandShop(context);
  return command.customerId === undefined ? null : resolveCustomer(work, command.customerId);
}

/** The leader who is named, or whose community's invite link was followed. */
function recruiterOf(work: Work, { recruitedById, inviteCode }: ApplyLeader): Leader | null {
  const reference = inviteCode === undefined ? recruitedById : inviterOf(work, inviteCode);
  if (reference === undefined) return null;
  const leader = work.resolve(leaders, reference);
  demand(leader.status === 'active' && !leader.house, 'leader_unavailable', {
    leaderId: leader.id,
    status: leader.status,
  });
  return leader;
}

function inviterOf(work: Work, inviteCode: string): string {
  const community = work.first(communities, { inviteCode: normaliseCode(inviteCode) });
  return community?.leaderId ?? refuse('invite_code_unknown');
}

/** Nobody recruits themselves, neither by phone nor as the customer they are. */
function demandSomebodyElse(recruiter: Leader | null, phone: string | null, customer: Customer | null): void {
  if (recruiter === null) return;
  const samePhone = phone !== null && recruiter.phone === phone;
  const same = samePhone || (customer !== null && isOwnPurchase(recruiter, customer));
  demand(!same, 'referral_self', { leaderId: recruiter.id });
}
