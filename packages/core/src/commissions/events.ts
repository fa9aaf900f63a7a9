export interface CommissionEvents {
  'commission.earned': { readonly leaderId: string; readonly amount: number };
}
