/** Errors of delivery runs. */
export const deliveryErrors = {
  delivery_run_status: 'The run\'s status does not allow that; `status` tells the current one.',
  delivery_stop_status: 'The stop\'s status does not allow that; `status` tells the current one.',
} as const;
