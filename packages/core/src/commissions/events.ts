/** What happens to commissions and to the money of leaders. */
export interface CommissionEvents {
  /** A rule is in force, or will be from `validFrom` on. `subject` is the rule, as for the next one. */
  'commissionRule.created': { readonly validFrom: number; readonly validTo: number | null };
  /** A rule ends: it was retired, or one for the same replaced it. */
  'commissionRule.retired': { readonly validTo: number; readonly replacedBy: string | null };
  /** The claim window of a completed line has passed. `subject` is the entry; `occurredAt` is the instant by the clock (R35). */
  'commission.earned': { readonly leaderId: string; readonly amount: number };
  /** A period of a leader was settled. `subject` is the statement; `total` may be below zero. */
  'statement.created': {
    readonly leaderId: string;
    readonly total: number;
    readonly cashSetOff: number;
    readonly balance: number;
  };
  /** A payout is on its way: the host shop sends the money, and confirms or reports failure. `subject` is the payout. */
  'payout.claimed': {
    readonly leaderId: string;
    readonly amount: number;
    readonly statementId: string | null;
  };
  'payout.sent': { readonly leaderId: string; readonly amount: number; readonly reference: string };
  'payout.failed': { readonly leaderId: string; readonly amount: number; readonly failure: string };
  /** The bank gave a transfer back after it was confirmed (退汇): it is credit of the leader again. `reference` is that of the transfer. */
  'payout.returned': {
    readonly leaderId: string;
    readonly amount: number;
    readonly reference: string;
    readonly reason: string;
  };
  /** A failed or returned payout is on its way again. */
  'payout.retried': { readonly leaderId: string; readonly amount: number };
  /** A leader handed cash of customers over to the shop (R18). `subject` is the remittance. */
  'remittance.recorded': { readonly leaderId: string; readonly amount: number };
  /** Leaders have a target from `validFrom` on. `subject` is the target, as for the next four. */
  'target.created': { readonly validFrom: number; readonly validTo: number | null };
  /** No period of the target begins from `validTo` on. */
  'target.retired': { readonly validTo: number };
  /** A leader was told, before the end of a period, what would be withheld: once a period, and never posted without. */
  'target.withholdingAnnounced': {
    readonly leaderId: string;
    readonly from: number;
    readonly to: number;
    readonly sales: number;
    readonly amount: number;
  };
  /** A period is over and every leader has a result; `occurredAt` is its end. `amount` is what was posted in all. */
  'target.closed': {
    readonly from: number;
    readonly to: number;
    readonly leaders: number;
    readonly amount: number;
  };
  /** A leader's bonus was posted, or below zero a sum withheld. `subject` is the result; nothing is told of a result of 0. */
  'bonus.posted': {
    readonly leaderId: string;
    readonly targetId: string;
    readonly from: number;
    readonly to: number;
    readonly sales: number;
    readonly step: number | null;
    readonly amount: number;
  };
  /** A recruited leader was approved; the terms are those of that day. `subject` is the recruit, as for the next one. */
  'referral.began': {
    readonly recruiterId: string;
    readonly amount: number | null;
    readonly basisPoints: number | null;
    readonly endsAt: number | null;
  };
  /** The recruit's first commission was earned, and the sum for the recruiter was posted: once. */
  'referral.paid': { readonly recruiterId: string; readonly amount: number };
}
