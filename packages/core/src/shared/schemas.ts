import * as z from 'zod';
import { phoneNumber } from './phone.ts';
import { type Instant, instantOf, instantText } from './time.ts';

/** Text as people write it: no NUL (an engine cuts there), no other control characters but line ends, a limit. */
export function textSchema(lengthMax: number, lengthMin = 0, text: z.ZodString = z.string()) {
  return text
    .min(lengthMin)
    .max(lengthMax)
    .refine(
      // oxlint-disable-next-line no-control-regex -- control characters are exactly what is refused
      (written) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(written),
      'Control characters are not allowed.',
    )
    .refine((written) => !/\p{Surrogate}/u.test(written), 'The text is cut inside a character.');
}

/** Anything that leaves ink: spaces, zero-width characters and fillers alone name nobody. */
const visible = /[^\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** What people call somebody or something: what is blank is refused, inner spaces and emoji are kept as typed. */
export function namingSchema(lengthMax: number, lengthMin = 1) {
  return textSchema(lengthMax, lengthMin).refine((text) => text === '' || visible.test(text), {
    message: 'Nothing of this can be seen: it is made of spaces only. Give a name.',
  });
}

const nothingSaid = 'Nothing of this can be seen: it is made of spaces only. Write something.';

/**
 * Of a transfer, an invoice or a note, as it counts once: spaces around it come from a copy, and would make the same
 * transfer another one.
 */
export const referenceSchema = textSchema(120, 1, z.string().trim()).refine(
  (text) => text === '' || visible.test(text),
  { message: nothingSaid },
);

/** Why money moves, as somebody reads it years later. */
export function reasonSchema(lengthMax: number) {
  return textSchema(lengthMax, 1).refine((text) => text === '' || visible.test(text), {
    message: nothingSaid,
  });
}

export const nameSchema = namingSchema(120);
export const noteSchema = textSchema(500);

/** Our id, or the host shop's with the prefix `external:`. */
export const idSchema = textSchema(140, 1).meta({
  description: 'An id of ours, or `external:` and the id of the host shop.',
  examples: ['external:V001'],
});

export const externalIdSchema = textSchema(120, 1).meta({
  description: 'The id in the host shop.',
  examples: ['V001'],
});

/** The key of an object made here, as it is answered. */
export const ownIdSchema = z.string().meta({ examples: ['ord_01KAQ3W8ZC0000F7M2X9TD4E'] });

/** The largest sum that is taken, in minor units: a thousand of them still add up exactly. */
export const amountMax = 9_000_000_000_000;

export const moneySchema = z
  .strictObject({
    amount: z.int().min(-amountMax).max(amountMax).describe('Minor units: 1250 is 12.50 yuan.'),
    currency: z.string().length(3).describe('ISO 4217; one per shop.'),
  })
  .meta({ id: 'Money', description: 'A sum in minor units.', examples: [{ amount: 1250, currency: 'CNY' }] });

export type Money = z.output<typeof moneySchema>;

/** A sum that is not below zero. */
export const priceSchema = moneySchema.refine(({ amount }) => amount >= 0, {
  path: ['amount'],
  message: 'Must not be negative.',
});

/** A sum above zero. */
export const sumSchema = moneySchema.refine(({ amount }) => amount > 0, {
  path: ['amount'],
  message: 'Must be above zero.',
});

export const piecesSchema = z.int().min(1).max(100_000).describe('Whole sale units.');
export const basisPointsSchema = z.int().min(0).max(10_000).describe('1000 is 10 %.');

/** An instant on the wire: RFC 3339 with an offset. `instantOf` reads it. */
export const instantSchema = z
  .string()
  .refine(isInstant, 'Give an instant with its offset, like 2026-11-23T22:00:00+08:00.')
  .meta({ format: 'date-time', examples: ['2026-11-23T22:00:00+08:00'] });

export const dateSchema = z.iso
  .date()
  .meta({ description: 'A calendar date in the zone of the shop.', examples: ['2026-11-24'] });
export const timeOfDaySchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time of day like 16:00.')
  .meta({ examples: ['16:00'] });

export const dayWindowSchema = z
  .strictObject({ opens: timeOfDaySchema, closes: timeOfDaySchema })
  .refine(({ opens, closes }) => opens < closes, { path: ['closes'], message: 'Must be later than opens.' })
  .meta({
    id: 'DayWindow',
    description: 'Opening hours of a day, in the zone of the shop.',
    examples: [{ opens: '16:00', closes: '20:30' }],
  });

export const phoneSchema = z
  .string()
  .max(40)
  .refine((text) => phoneNumber(text) !== null, 'Give a phone number like 13800138000 or +8613800138000.')
  .meta({ examples: ['13800138000'] });

/** `limit` and `cursor` of a list; in a query string both are text. */
export const pageFields = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many rows at most.'),
  cursor: textSchema(200).optional().describe('`nextCursor` of the page before.'),
};

/** A sheet of paper for nearly everybody; what is longer is printed in parts. */
const printedLinesMax = 2000;

/** `limit` and `cursor` of what is printed. */
export const printFields = {
  cursor: pageFields.cursor,
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(printedLinesMax)
    .default(printedLinesMax)
    .describe('How many lines at most in one part.'),
};

export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    data: z.array(item),
    nextCursor: z.string().nullable().describe('Null on the last page.'),
  });
}

/** The answer of a bulk upsert: each row on its own. */
export const upsertedSchema = z
  .strictObject({
    created: z.int(),
    updated: z.int(),
    data: z.array(
      z.strictObject({
        externalId: z.string(),
        id: z.string(),
        outcome: z.enum(['created', 'updated', 'unchanged']),
      }),
    ),
  })
  .meta({ id: 'Upserted', description: 'What became of each row.' });

export function money(amount: number, currency: string): Money {
  return { amount, currency };
}

export function instantOrNull(instant: Instant | null | undefined): string | null {
  return instant === null || instant === undefined ? null : instantText(instant);
}

function isInstant(text: string): boolean {
  try {
    instantOf(text);
    return true;
  } catch {
    return false;
  }
}
