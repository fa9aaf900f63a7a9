/** What happens to campaigns and their offers. `subject` is the campaign, the offer or the order line. */
export interface CampaignEvents {
  /** A campaign was written down; nobody sees it yet. */
  'campaign.drafted': { readonly title: string };
  /** It is a copy of another campaign, moved on to its date; `leftOut` are variants that are no longer sold. */
  'campaign.copied': {
    readonly templateId: string;
    readonly seriesId: string | null;
    readonly pickupDate: string;
    readonly leftOut: readonly string[];
  };
  /** Rounds come again by a rule. `subject` is the series, as for the next ones. */
  'series.created': { readonly title: string; readonly nextDate: string | null };
  /** The rule, the template, the breaks or how rounds are made were changed; `fields` names what. */
  'series.changed': { readonly fields: readonly string[]; readonly nextDate: string | null };
  /** No rounds are made until it is resumed; dates that pass meanwhile are left out. */
  'series.paused': { readonly nextDate: string | null };
  /** Rounds are made again, from `nextDate` on. */
  'series.resumed': { readonly nextDate: string | null };
  /** No more rounds: the shop ended it, or its rule has no date left. */
  'series.ended': { readonly reason: 'shop' | 'finished' };
  /** The round of a date was made and, where the series says so, published. */
  'series.roundMade': { readonly date: string; readonly campaignId: string; readonly published: boolean };
  /** The round of a date was made but cannot be published as it is: it waits as a draft, `problems` says why. */
  'series.roundRefused': {
    readonly date: string;
    readonly campaignId: string;
    readonly problems: readonly { readonly path: string; readonly code: string; readonly message: string }[];
  };
  /** The cutoff of a date had passed before its round could be made: there is none on that date. */
  'series.roundMissed': { readonly date: string };
  /** The campaign itself, who takes part or when was changed; `fields` names what. */
  'campaign.changed': { readonly fields: readonly string[] };
  /** An offer was added to a campaign. `subject` is the offer. */
  'offer.added': { readonly campaignId: string; readonly variantId: string; readonly price: number };
  /** An offer was changed; `fields` names what. */
  'offer.changed': { readonly campaignId: string; readonly fields: readonly string[] };
  /** From its opening on neighbours may order. */
  'campaign.published': { readonly opensAt: number; readonly closesAt: number };
  /** The shop closed the campaign early: the cutoff of every offer that was open is now (C17). */
  'campaign.closed': { readonly closesAt: number };
  /** Nothing will be bought; its orders are called off one after the other. */
  'campaign.cancelled': { readonly reason: string };
  /** The minimum was missed at the cutoff and the offer stays open once more, as it had declared (R20). */
  'offer.extended': { readonly campaignId: string; readonly closesAt: number };
  /** The write after a cutoff that fixed who is in (R19). `pieces` are those that will be bought. */
  'campaign.frozen': {
    readonly cutoff: number;
    readonly pieces: number;
    readonly failedOffers: readonly string[];
  };
  /** At the freeze a supplier's order is below the minimum that was declared; `outcome` says what follows. */
  'campaign.supplierMissed': {
    readonly supplierId: string;
    readonly cutoff: number;
    readonly value: number;
    readonly cases: number;
    readonly outcome: 'bought' | 'extended' | 'failed';
  };
  /** The purchase orders of a frozen cutoff could not be made; the next tick tries again. */
  'campaign.notBought': { readonly cutoff: number; readonly pieces: number; readonly problem: string };
  /** The minimum was missed for good at the freeze: every line of the offer is refunded (R20). */
  'offer.failed': {
    readonly campaignId: string;
    readonly counted: number;
    readonly minimum: number;
    readonly reason: 'minimum' | 'supplierMinimum';
  };
  /** A line of a failed offer was taken out of its order. `subject` is the line. */
  'line.failed': { readonly orderId: string; readonly pieces: number };
  /** Everyone pays the tier reached at the freeze (R7). `subject` is the line, `drop` in minor units. */
  'line.repriced': { readonly orderId: string; readonly unitPrice: number; readonly drop: number };
  /** Pieces that a customer would have taken to fill a case fill none; what was paid for them goes back. `subject` is the line. */
  'line.unfilled': { readonly orderId: string; readonly pieces: number };
  /** Campaigns of a pickup date share one stock of these goods (R3), or it has another size. `subject` is the variant. */
  'pool.put': { readonly pickupDate: string; readonly cap: number };
  /** Every purchase order is closed and shared out. */
  'campaign.delivering': { readonly campaignId: string };
  /** No stop is pending any more. */
  'campaign.collecting': { readonly campaignId: string };
  /** No order is confirmed or ready any more; `nothingOrdered` where there was nothing to buy. */
  'campaign.completed': { readonly reason: string | null };
}
