import type { Actor } from '../shared/context.ts';
import { demand } from '../shared/error.ts';

const families = [
  'shop',
  'keys',
  'catalog',
  'customers',
  'leaders',
  'pickupPoints',
  'campaigns',
  'orders',
  'purchasing',
  'delivery',
  'claims',
  'commissions',
  'reports',
  'events',
] as const;

type Family = (typeof families)[number];

/** What a secret key may be allowed: to read or write one family of resources, or everything. */
export type Scope = `${Family}:${'read' | 'write'}` | '*';

/** Every scope there is, for forms and for checking input. */
export const scopes: readonly Scope[] = [
  '*',
  ...families.flatMap((family) => [`${family}:read`, `${family}:write`] as const),
];

/** The family of an operation's domain, where it is not called the same. */
const familyOfDomain: Readonly<Record<string, Family>> = {
  apiKeys: 'keys',
  sessions: 'keys',
  products: 'catalog',
  suppliers: 'catalog',
  imports: 'catalog',
  communities: 'leaders',
  leaderLevels: 'leaders',
  promotions: 'campaigns',
  coupons: 'campaigns',
  campaignSeries: 'campaigns',
  pools: 'campaigns',
  pickupSlots: 'pickupPoints',
  refunds: 'orders',
  pickups: 'orders',
  pickup: 'orders',
  allocations: 'purchasing',
  purchaseOrders: 'purchasing',
  changes: 'purchasing',
  purchaseLinks: 'purchasing',
  extras: 'purchasing',
  shrinkages: 'purchasing',
  stock: 'purchasing',
  deliveryRuns: 'delivery',
  deliveryLinks: 'delivery',
  pickLists: 'delivery',
  packing: 'delivery',
  weighings: 'delivery',
  aftersales: 'claims',
  pictures: 'claims',
  claimReasons: 'claims',
  replacements: 'claims',
  commissionRules: 'commissions',
  commissionTargets: 'commissions',
  referrals: 'commissions',
  statements: 'commissions',
  payouts: 'commissions',
  remittances: 'commissions',
  receivers: 'commissions',
  settlements: 'commissions',
  supplierPayments: 'purchasing',
  supplierRefunds: 'purchasing',
  supplierStatements: 'purchasing',
  supplierAdjustments: 'purchasing',
  rebateTiers: 'purchasing',
  rebates: 'purchasing',
  ledger: 'reports',
  costs: 'reports',
  carrierRemittances: 'reports',
  audit: 'reports',
  notices: 'events',
  outbox: 'events',
  webhooks: 'events',
  webhookEndpoints: 'events',
};

interface Operation {
  readonly name: string;
  readonly kind: 'verb' | 'query';
}

/** The scope that an operation needs: `orders.place` needs `orders:write`. What has no family needs `*`. */
export function scopeOf({ name, kind }: Operation): Scope {
  const domain = name.split('.')[0] ?? '';
  const family = familyOfDomain[domain] ?? families.find((one) => one === domain);
  return family === undefined ? '*' : `${family}:${kind === 'verb' ? 'write' : 'read'}`;
}

/** Refuses `not_allowed`, naming the scope, when a secret key lacks what the operation needs. Other actors have no scopes. */
export function demandScope(actor: Actor, operation: Operation): void {
  if (actor.kind !== 'shop' || actor.scopes.includes('*')) return;
  const needs = scopeOf(operation);
  demand(actor.scopes.includes(needs), 'not_allowed', { needs });
}
