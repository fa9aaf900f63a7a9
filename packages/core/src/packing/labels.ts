import * as z from 'zod';
import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { type PickList, pickListFields } from '../delivery/pick-list-schemas.ts';
import { getPickLists } from '../delivery/pick-lists.ts';
import { dateSchema } from '../shared/schemas.ts';

/** As many rows as fit on 40 × 60 mm beside the number, the name, the point and the QR code. */
const rowsOfLabel = 6;

export const getLabelsSchema = z.strictObject({
  ...pickListFields,
  basket: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe('One basket of the point, to print its labels again.'),
  rowsPerBag: z
    .int()
    .min(2)
    .max(60)
    .default(rowsOfLabel)
    .describe(
      'A basket with more rows goes into several bags, each with its label: 1/2, 2/2. A line is a row, its note another. Six fit on a label; a slip has no end.',
    ),
  paper: z.enum(['label', 'a4']).default('label').describe('Of the page: 40 × 60 mm, or 20 of them on A4.'),
  width: z.coerce
    .number()
    .pipe(z.union([z.literal(58), z.literal(80)]))
    .default(58)
    .describe('Of the ESC/POS roll, in mm.'),
  encoding: z
    .enum(['gb18030', 'utf8'])
    .default('gb18030')
    .describe(
      'Of the text for a label printer: what Chinese printers read, or UTF-8 where the printer has it.',
    ),
  locale: z.string().max(35).default('zh-CN').describe('The language of the words on the label.'),
});

export const labelsSchema = z
  .strictObject({
    campaignId: z.string(),
    title: z.string(),
    pickupDate: dateSchema,
    final: z.boolean().describe('Everything is shared out; labels printed before that may be wrong.'),
    paper: z.enum(['label', 'a4']),
    width: z.int(),
    encoding: z.enum(['gb18030', 'utf8']),
    locale: z.string(),
    labels: z.array(
      z.strictObject({
        number: z.int().describe('Of the basket, printed big.'),
        bag: z.int(),
        bags: z.int(),
        pickupPointId: z.string(),
        point: z.string(),
        window: z
          .string()
          .describe('When it can be fetched, by the clock of the shop: the booked time, else the windows.'),
        customer: z.string().describe('Masked.'),
        pieces: z.int().describe('In this bag.'),
        lines: z.array(
          z.strictObject({
            title: z.string(),
            pieces: z.int(),
            unit: z.string(),
            note: z.string(),
            gift: z.boolean(),
            grams: z.int().nullable(),
          }),
        ),
        note: z.string(),
        qr: z
          .string()
          .describe(
            'The id of the order, for scanning while packing. It opens nothing without a credential.',
          ),
      }),
    ),
    nextCursor: z.string().nullable().describe('Null on the last page. A page has whole points.'),
  })
  .meta({
    id: 'BagLabels',
    description:
      'Labels of bags (袋签). They carry no pickup code: whoever reads a label cannot fetch what it is for.',
  });

export type BagLabels = z.output<typeof labelsSchema>;
export type BagLabel = BagLabels['labels'][number];

/** The labels of the bags of a round, basket after basket. A leader gets those of own points. */
export const getLabels = defineQuery({
  name: 'packing.labels',
  summary: 'Read the labels of bags',
  aside: true,
  input: getLabelsSchema,
  answer: labelsSchema,
  async read(
    reader,
    { campaignId, pickupPointId, sort, limit, cursor, basket, rowsPerBag, ...print },
    context,
  ) {
    const wish = { campaignId, pickupPointId, sort, limit, cursor };
    const list = await getPickLists.read(reader, wish, context);
    const windows = await reader.decide((work) => work.resolve(campaigns, campaignId).pickupWindows);
    const { title, pickupDate, final, nextCursor } = list;
    const day = pickupDate.slice(5);
    const labels = list.points.flatMap((one) =>
      one.baskets
        .filter(({ number }) => basket === undefined || number === basket)
        .flatMap((own) => {
          const times = own.slot === null ? windows : [own.slot];
          const window = times.map(({ opens, closes }) => `${opens}–${closes}`).join(' ');
          return labelsOf(one, own, `${day} ${window}`.trim(), rowsPerBag);
        }),
    );
    return { campaignId: list.campaignId, title, pickupDate, final, ...print, labels, nextCursor };
  },
});

type Point = PickList['points'][number];

function labelsOf(
  { pickupPointId, name }: Point,
  { number, customer, note, orderId, lines }: Point['baskets'][number],
  window: string,
  rowsPerBag: number,
): BagLabel[] {
  const bags = inBags(lines, note === '' ? rowsPerBag : rowsPerBag - 1);
  return bags.map((own, index) => {
    return {
      number,
      bag: index + 1,
      bags: bags.length,
      pickupPointId,
      point: name,
      window,
      customer,
      pieces: own.reduce((sum, { pieces }) => sum + pieces, 0),
      lines: own.map(({ title, pieces, unit, note: ofLine, gift, grams }) => ({
        title,
        pieces,
        unit,
        note: ofLine,
        gift,
        grams,
      })),
      note,
      qr: own[0]?.orderId ?? orderId,
    };
  });
}

type Line = Point['baskets'][number]['lines'][number];

/** Line after line into bags of so many rows; a line and its note stay together. */
function inBags(lines: readonly Line[], rowsPerBag: number): Line[][] {
  const bags: Line[][] = [];
  let left = 0;
  for (const line of lines) {
    const rows = line.note === '' ? 1 : 2;
    if (rows > left) {
      bags.push([]);
      left = rowsPerBag;
    }
    bags.at(-1)?.push(line);
    left -= rows;
  }
  return bags;
}
