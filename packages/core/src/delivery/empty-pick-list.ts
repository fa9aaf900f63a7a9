import * as z from 'zod';

export const emptyPickListSchema = z
  .enum(['notFrozen', 'nothingOrdered', 'calledOff', 'cancelled'])
  .nullable()
  .describe(
    'Why there is nothing to pick: `notFrozen`: the cutoff has not come or is not worked off; `nothingOrdered`; `calledOff`: everything that was ordered; `cancelled`: the campaign. Null where there are goods.',
  );

export type EmptyPickList = z.output<typeof emptyPickListSchema>;

interface Round {
  readonly status: string;
  /** To be picked now, and fixed by the cutoffs. */
  readonly pieces: number;
  readonly atCutoff: number;
}

/** An empty sheet says why: "nothing was ordered" is another thing than "it is too early". */
export function emptyPickListOf({ status, pieces, atCutoff }: Round): EmptyPickList {
  if (pieces > 0) return null;
  if (status === 'cancelled') return 'cancelled';
  if (atCutoff > 0) return 'calledOff';
  return status === 'draft' || status === 'published' ? 'notFrozen' : 'nothingOrdered';
}

const sentences = {
  notFrozen: { zh: '还没到截单，或截单后还没定量', en: 'The cutoff has not fixed anything yet' },
  nothingOrdered: { zh: '没有人下单，没有要分拣的', en: 'Nothing was ordered: there is nothing to pick' },
  calledOff: {
    zh: '订的都取消或退了，没有要分拣的',
    en: 'Everything was called off: there is nothing to pick',
  },
  cancelled: { zh: '团购已取消', en: 'The campaign was cancelled' },
} as const;

/** What an empty sheet or print says in place of rows; empty text where there are goods. */
export function emptyPickListText(empty: EmptyPickList, language: 'zh' | 'en'): string {
  return empty === null ? '' : sentences[empty][language];
}
