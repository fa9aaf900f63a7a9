/** Errors of packing. */
export const packingErrors = {
  weight_implausible:
    'A weight is outside of 50–150 % of the nominal one, or no whole number of grams: nothing was recorded. Weigh again; `lines` says what is expected and what was probably meant.',
  line_not_weighable: 'A line cannot be weighed: nothing was recorded. `lines` names it and the `reason`.',
} as const;
