import * as z from 'zod';
import { instantSchema, printFields } from '../shared/schemas.ts';
import {
  forecastSupplierStatementSchema,
  supplierStatementLineSchema,
  supplierStatementSchema,
} from './statement-schemas.ts';

export const printSupplierStatementSchema = z.strictObject({
  ...forecastSupplierStatementSchema.shape,
  ...printFields,
});

export const printedSupplierStatementSchema = z
  .strictObject({
    shopName: z.string(),
    zone: z.string(),
    printedAt: instantSchema,
    statement: supplierStatementSchema,
    lines: z.array(supplierStatementLineSchema).describe('The oldest first.'),
    nextCursor: z.string().nullable(),
  })
  .meta({
    id: 'PrintedSupplierStatement',
    description: "A supplier's month with everything that its paper says.",
  });
