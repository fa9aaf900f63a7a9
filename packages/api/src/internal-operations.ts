/** Operations that have no route, and why. */
export const internalOperations: Readonly<Record<string, string>> = {
  'orders.expireHolds': 'a step of the tick',
  'campaigns.cancelOrders': 'a step of the tick',
  'campaigns.refundFrozenLines': 'a step of the tick',
  'pickups.closeUncollected': 'a step of the tick',
  'pickups.remindUncollected': 'a step of the tick',
  'shop.purgeIdempotencyKeys': 'a step of the tick',
  'commissionTargets.announce': 'a step of the tick',
  'referrals.pay': 'a step of the tick',
  'commissions.earn': 'a step of the tick',
  'pictures.store': 'POST /v1/pictures cleans the picture, notes it and keeps its file',
  'pictures.forget': 'a step of the tick',
  'outbox.move': 'how a webhook sender keeps its place',
  'outbox.position': 'how a webhook sender keeps its place',
  'apiKeys.store': 'POST /v1/api-keys makes the key and stores its hash',
  'apiKeys.find': 'what the door asks before it knows who stands there',
};
