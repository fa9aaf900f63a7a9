import * as z from 'zod';
import { positionSchema } from '../pickup-points/schemas.ts';
import {
  dayWindowSchema,
  idSchema,
  instantSchema,
  moneySchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  textSchema,
} from '../shared/schemas.ts';
import { MAX_SHEET_COLUMNS, MAX_SHEET_ROWS } from './sheet.ts';
import { importKinds } from './tables.ts';

/** A text that is too long for its column is a problem of its cell, told by the parser: this only bounds the request. */
const cellMax = 1_000_000;
const rowNumberSchema = z.int().min(0).max(2_000_000);

const problemSchema = z
  .strictObject({
    row: rowNumberSchema.describe('As the spreadsheet counts, from 1; 0 when the whole file is meant.'),
    column: textSchema(cellMax),
    code: textSchema(60, 1),
    message: textSchema(2000),
  })
  .meta({ id: 'SheetProblem', description: 'One thing that is wrong, where a person can find it.' });

export type ImportProblem = z.output<typeof problemSchema>;

/** A table as `readSheet` gives it, or as a client has it already. */
export const sheetSchema = z
  .strictObject({
    headers: z.array(textSchema(cellMax)).max(MAX_SHEET_COLUMNS),
    headerRow: rowNumberSchema.default(1),
    rows: z
      .array(
        z.strictObject({ row: rowNumberSchema, cells: z.array(textSchema(cellMax)).max(MAX_SHEET_COLUMNS) }),
      )
      .max(MAX_SHEET_ROWS),
    problems: z
      .array(problemSchema)
      .max(MAX_SHEET_ROWS * MAX_SHEET_COLUMNS)
      .default([]),
    otherSheets: z.array(textSchema(200)).max(1000).default([]),
  })
  .meta({ id: 'Sheet', description: 'Headers, and rows of texts below them.' });

const kindSchema = z
  .enum(importKinds)
  .describe(
    '`receipt`, `weighings` and `settlementResults`: sheets that were exported here and come back filled in.',
  );

export const previewImportSchema = z
  .strictObject({ kind: kindSchema, fileName: textSchema(200, 1), sheet: sheetSchema })
  .meta({
    id: 'PreviewImport',
    examples: [
      {
        kind: 'leaders',
        fileName: 'leaders.csv',
        sheet: {
          headers: ['编号', '昵称', '身份', '社群', '人数', '佣金比例'],
          rows: [{ row: 2, cells: ['L01', '东门小陈妈妈', '宝妈', '幸福里东区邻居群', '186', '10%'] }],
        },
      },
    ],
  });

const priceListRowSchema = z.strictObject({
  row: z.int(),
  supplier: z.string(),
  sku: z.string(),
  name: z.string(),
  specification: z.string(),
  unit: z.string(),
  packSize: z.int(),
  cost: moneySchema,
  price: moneySchema,
  category: z.string(),
  gramsPerUnit: z.int().nullable(),
  leadDays: z.int(),
});

const leaderRowSchema = z.strictObject({
  row: z.int(),
  externalId: z.string(),
  name: z.string(),
  role: z.string(),
  community: z.string(),
  members: z.int(),
  commissionBasisPoints: z.int(),
});

const pickupPointRowSchema = z.strictObject({
  row: z.int(),
  externalId: z.string(),
  name: z.string(),
  address: z.string(),
  position: positionSchema.nullable(),
  windows: z.array(dayWindowSchema),
  leaderExternalId: z.string().nullable(),
});

const receiptRowSchema = z.strictObject({
  row: z.int(),
  purchaseLineId: z.string(),
  accepted: z.int().nullable(),
  grams: z.int().nullable(),
  rejected: z.int(),
  missing: z.int(),
  unitCost: moneySchema.nullable().describe('Null where it is the expected cost.'),
  reason: z.string(),
});

const weighingRowSchema = z.strictObject({
  row: z.int(),
  orderLineId: z.string(),
  grams: z.int().nullable(),
});

const settlementRowSchema = z.strictObject({
  row: z.int(),
  number: z.string(),
  paymentReference: z.string(),
  amount: moneySchema,
  attempt: z.int(),
  result: z.enum(['claimed', 'sent', 'failed']).describe('What still waits is not among the rows.'),
  reference: z.string().nullable(),
  failure: z.string().nullable(),
});

const rowSchema = z
  .union([
    priceListRowSchema,
    leaderRowSchema,
    pickupPointRowSchema,
    receiptRowSchema,
    weighingRowSchema,
    settlementRowSchema,
  ])
  .meta({ id: 'ImportRow', description: 'A row as it was understood, by the kind of the import.' });

export type ImportRowView = z.output<typeof rowSchema>;

const summaryFields = {
  id: ownIdSchema,
  kind: kindSchema,
  status: z.enum(['preview', 'confirmed']),
  fileName: z.string(),
  created: z.int().describe('Rows that made something new; 0 until it is confirmed.'),
  updated: z.int(),
  unchanged: z.int(),
  createdAt: instantSchema,
  confirmedAt: instantSchema.nullable(),
};

export const importSchema = z
  .strictObject({
    ...summaryFields,
    rows: z.array(rowSchema),
    problems: z.array(problemSchema).describe('With any of these nothing can be confirmed.'),
    ignoredColumns: z.array(z.string()).describe('Headers that mean nothing here: nothing in them was read.'),
  })
  .meta({ id: 'Import', description: 'A sheet that was read; confirming it stores its rows, all or none.' });

export type ImportView = z.output<typeof importSchema>;

export const importSummarySchema = z
  .strictObject({ ...summaryFields, rows: z.int(), problems: z.int() })
  .meta({ id: 'ImportSummary', description: 'An import by its numbers.' });

export type ImportSummary = z.output<typeof importSummarySchema>;

export const importIdSchema = z.strictObject({ importId: idSchema });
export const listImportsSchema = z.strictObject({ ...pageFields, kind: kindSchema.optional() });
export const importPageSchema = pageSchema(importSummarySchema).meta({ id: 'ImportPage' });
