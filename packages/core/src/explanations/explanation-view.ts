import type * as z from 'zod';
import { accountLabels, accountOf } from '../ledger/accounts.ts';
import { money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import type { Shop } from '../shop/the-shop.ts';
import { type BookedEntry, entriesMax } from './booked-entries.ts';
import { type ExplainedAmount, reckoned } from './explained.ts';
import type { explainedEntrySchema, explanationSchema } from './schemas.ts';

export type ExplanationView = z.output<typeof explanationSchema>;
type Language = 'zh' | 'en';

interface Explained {
  readonly shop: Shop;
  readonly subject: string;
  readonly language: Language | undefined;
  readonly amounts: readonly ExplainedAmount[];
  entriesOf(amount: ExplainedAmount): readonly BookedEntry[];
  readonly moreEntries?: number;
  readonly nextCursor?: string | null;
}

/** As it is answered: sums with their currency, sentences in the language that was asked for. */
export function explanationView(explained: Explained): ExplanationView {
  const { shop, subject, moreEntries = 0, nextCursor = null } = explained;
  const language = explained.language ?? (shop.locale.startsWith('zh') ? 'zh' : 'en');
  const amounts = explained.amounts.map((amount) => ({
    name: amount.name,
    about: { ...amount.about },
    amount: money(amount.amount, shop.currency),
    agrees: reckoned(amount) === amount.amount,
    text: amount.texts[language],
    texts: { ...amount.texts },
    steps: amount.steps.map(({ texts, rule, calculation }) => ({
      text: texts[language],
      texts: { ...texts },
      rule,
      calculation: calculation && { ...calculation, inputs: { ...calculation.inputs } },
    })),
    entries: explained.entriesOf(amount).map((entry) => entryView(entry, shop.currency)),
  }));
  return { subject, agrees: amounts.every(({ agrees }) => agrees), amounts, moreEntries, nextCursor };
}

/** How many entries there are beyond those that are listed: one more is read than is shown. */
export function moreThanListed(entries: readonly BookedEntry[]): number {
  return Math.max(0, entries.length - entriesMax);
}

const dimensionNames = [
  'campaignId',
  'variantId',
  'supplierId',
  'leaderId',
  'communityId',
  'orderId',
  'orderLineId',
  'kind',
  'reason',
  'fault',
] as const;

function entryView(entry: BookedEntry, currency: string): z.output<typeof explainedEntrySchema> {
  const { transactionId, type, subject, account } = entry;
  const [zh, en] = accountLabels[accountOf(account)];
  const dimensions = dimensionNames.flatMap((name) => {
    const value = entry[name];
    return value === null ? [] : [[name, value] as const];
  });
  return {
    transactionId,
    type,
    subject,
    account,
    accountNames: { zh, en },
    postedAt: instantText(entry.postedAt),
    amount: money(entry.amount, currency),
    dimensions: Object.fromEntries(dimensions),
  };
}
