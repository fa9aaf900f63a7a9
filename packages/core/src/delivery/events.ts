export interface DeliveryEvents {
  'deliveryRun.planned': { readonly campaignId: string; readonly stops: number };
}
