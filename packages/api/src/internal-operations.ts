/** Operations that have no route, and why. */
export const internalOperations: Readonly<Record<string, string>> = {
  'orders.expireHolds': 'a step of the tick',
  'pickups.closeUncollected': 'a step of the tick',
  'pickups.remindUncollected': 'a step of the tick',
  'commissions.earn': 'a step of the tick',
  'apiKeys.store': 'POST /v1/api-keys makes the key and stores its hash',
  'apiKeys.find': 'what the door asks before it knows who stands there',
};
