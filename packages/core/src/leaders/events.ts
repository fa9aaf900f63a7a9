export interface LeaderEvents {
  /** Someone applied to be a leader. */
  'leader.applied': { readonly name: string };
  'leader.approved': { readonly name: string };
  'leader.rejected': { readonly reason: string };
  'leader.suspended': { readonly reason: string };
  'leader.reinstated': { readonly name: string };
}
