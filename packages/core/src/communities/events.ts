export interface CommunityEvents {
  'community.created': { readonly leaderId: string };
  /** A customer joined through an invite link. */
  'community.joined': { readonly customerId: string; readonly invitedById: string | null };
}
