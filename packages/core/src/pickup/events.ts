export interface PickupEvents {
  'order.handedOver': { readonly handoverId: string; readonly outcome: 'accepted' | 'conflict' };
}
