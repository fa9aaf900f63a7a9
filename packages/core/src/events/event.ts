import type { ClaimEvents } from '../aftersales/events.ts';
import type { CampaignEvents } from '../campaigns/events.ts';
import type { CatalogEvents } from '../catalog/events.ts';
import type { CommissionEvents } from '../commissions/events.ts';
import type { CommunityEvents } from '../communities/events.ts';
import type { CustomerEvents } from '../customers/events.ts';
import type { DeliveryEvents } from '../delivery/events.ts';
import type { ImportEvents } from '../imports/events.ts';
import type { LeaderEvents } from '../leaders/events.ts';
import type { LedgerEvents } from '../ledger/events.ts';
import type { SettlementEvents } from '../settlements/events.ts';
import type { NoticeEvents } from './events.ts';
import type { OrderEvents } from '../orders/events.ts';
import type { PickupEvents } from '../pickup/events.ts';
import type { PackingEvents } from '../packing/events.ts';
import type { PictureEvents } from '../pictures/events.ts';
import type { PickupPointEvents } from '../pickup-points/events.ts';
import type { PromotionEvents } from '../promotions/events.ts';
import type { PurchasingEvents } from '../purchasing/events.ts';
import type { Instant } from '../shared/time.ts';
import type { ShopEvents } from '../shop/events.ts';
import type { ShrinkageEvents } from '../shrinkage/events.ts';
import type { SupplierEvents } from '../suppliers/events.ts';

/** Every event by its type, with the shape of its data. A folder's `events.ts` says when each occurs. */
export interface EventMap
  extends
    ShopEvents,
    CatalogEvents,
    SupplierEvents,
    CustomerEvents,
    LeaderEvents,
    CommunityEvents,
    PickupPointEvents,
    CampaignEvents,
    OrderEvents,
    PromotionEvents,
    PurchasingEvents,
    ShrinkageEvents,
    DeliveryEvents,
    PickupEvents,
    PackingEvents,
    ClaimEvents,
    PictureEvents,
    CommissionEvents,
    SettlementEvents,
    LedgerEvents,
    NoticeEvents,
    ImportEvents {}

export type EventType = keyof EventMap & string;

export interface EventOf<Type extends EventType> {
  readonly type: Type;
  /** The id of the row that changed. */
  readonly subject: string;
  readonly data: EventMap[Type];
  /** When it happened by the clock, where that is before it was recorded (C15). */
  readonly occurredAt?: Instant;
}
