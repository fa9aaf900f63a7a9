/** What happens to leaders; `subject` is the leader. No names, no phones, no words about a person. */
export interface LeaderEvents {
  /** Someone applied to be a leader, or the shop entered one. */
  'leader.applied': { readonly recruitedById: string | null };
  /** The leader takes orders from now on; with an own rate where one was given. */
  'leader.approved': { readonly basisPoints: number | null };
  'leader.rejected': Readonly<Record<string, never>>;
  /** No new orders, shares or payouts; what is firm is still delivered (R41). */
  'leader.suspended': Readonly<Record<string, never>>;
  'leader.reinstated': Readonly<Record<string, never>>;
  /** The leader has gone, with nothing open (R41). */
  'leader.left': Readonly<Record<string, never>>;
  /** Name, phone, role, tier, linked customer or the host's id was changed; `fields` names which. */
  'leader.changed': { readonly fields: readonly string[] };
}
