export interface ClaimEvents {
  'claim.opened': { readonly orderLineId: string; readonly reason: string };
}
