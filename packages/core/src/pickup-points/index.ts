import { getPickupPoint, listPickupPoints } from './queries.ts';
import { upsertPickupPoints } from './upsert-pickup-points.ts';

export const pickupPointOperations = {
  upsert: upsertPickupPoints,
  get: getPickupPoint,
  list: listPickupPoints,
} as const;
