export interface PurchasingEvents {
  'purchaseOrder.generated': { readonly campaignId: string; readonly supplierId: string };
}
