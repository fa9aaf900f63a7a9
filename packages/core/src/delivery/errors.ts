/** Errors of delivery runs. */
export const deliveryErrors = {
  delivery_run_status: "The run's status does not allow that; `status` tells the current one.",
  delivery_stop_status: "The stop's status does not allow that; `status` tells the current one.",
  delivery_capacity:
    'Goods go into no vehicle, or would overload one: `left` names the points with what to do about each, or `load` and `capacity` tell. Add a vehicle, plan a second trip (`partial`, then again with a later `departsAt`), or move orders to another point.',
  delivery_stop_signed: 'The stop was signed for by `signedBy` already; nothing of this was taken.',
  delivery_stop_outcome: 'It was decided already what becomes of this failed stop: `outcome` tells.',
  delivery_stop_moving:
    'Orders of a redirected stop are still being moved to `toPointId`. Wait for the next tick, or redirect the stop there again until `movingTo` of the stop is null.',
  goods_not_shared_out:
    'Not every purchase order of the campaign is closed: close them first, so that it is known what goes where.',
} as const;
