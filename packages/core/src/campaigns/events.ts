export interface CampaignEvents {
  'campaign.published': { readonly opensAt: number; readonly closesAt: number };
  'campaign.cancelled': { readonly reason: string };
  /** The write after a cutoff that fixed who is in (R19). */
  'campaign.frozen': { readonly cutoff: number; readonly orders: number; readonly pieces: number };
  /** Every purchase order is closed and shared out. */
  'campaign.delivering': { readonly campaignId: string };
  /** No stop is pending any more. */
  'campaign.collecting': { readonly campaignId: string };
  /** No order is confirmed or ready any more. */
  'campaign.completed': { readonly reason: string | null };
}
