export interface CommunityEvents {
  /** A leader has a new group of neighbours. */
  'community.created': { readonly leaderId: string };
  /** Name, invite code, leader or being retired was changed; `fields` names which. */
  'community.changed': { readonly fields: readonly string[] };
  /** A customer joined through an invite link; `newcomer` was never member of any community before (R13). */
  'community.joined': {
    readonly customerId: string;
    readonly invitedById: string | null;
    readonly newcomer: boolean;
  };
}
