/** Errors of delivery runs. */
export const deliveryErrors = {
  delivery_run_status: "The run's status does not allow that; `status` tells the current one.",
  delivery_stop_status: "The stop's status does not allow that; `status` tells the current one.",
  goods_not_shared_out:
    'Not every purchase order of the campaign is closed: close them first, so that it is known what goes where.',
} as const;
