/** Errors of packing. */
export const packingErrors = {
  weight_implausible:
    'A weight is outside of 50–150 % of the nominal one, or no whole number of grams: nothing was recorded. Weigh again; `lines` says what is expected and what was probably meant.',
  line_not_weighable: 'A line cannot be weighed: nothing was recorded. `lines` names it and the `reason`.',
  packing_wrong_goods:
    'These goods do not belong into this basket. Put them back; `wants` lists what is still missing in it.',
  packing_too_many: 'So many do not go into this basket: `left` are missing, `packed` are in it.',
  packing_not_ready:
    'These goods are not shared out yet: close the purchase order first, so that it is known who gets what.',
  packing_scan_used: 'This scan id stands for something else. Make a new one for each scan.',
} as const;
