import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import { demandForKind } from './filled-kinds.ts';
import { importSummary, importView } from './import.ts';
import { importIdSchema, importPageSchema, importSchema, listImportsSchema } from './schemas.ts';
import { imports } from './tables.ts';

/**
 * One import with its rows and problems. For the shop alone, by a key that may read what the rows are about.
 *
 * Refuses: not_found, not_allowed.
 */
export const getImport = defineQuery({
  name: 'imports.get',
  summary: 'Read an import',
  input: importIdSchema,
  answer: importSchema,
  async read(reader, { importId }, context) {
    demandShop(context);
    const [stored] = await reader.table(imports, 't."id" = ?', [importId]);
    demand(stored !== undefined, 'not_found', { what: 'imports', key: importId });
    demandForKind(context, stored.kind, 'query');
    return importView(stored, (await readShop(reader)).currency);
  },
});

/** Imports by their numbers, newest first. For the shop alone. */
export const listImports = defineQuery({
  name: 'imports.list',
  summary: 'List imports',
  input: listImportsSchema,
  answer: importPageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const page = pageAfter(input, 'createdAt');
    const filter = filterSql({ kind: input.kind });
    const where = `${page.condition}${filter.sql} ${page.tail}`;
    const rows = await reader.table(imports, where, [...page.params, ...filter.params]);
    return pageOf(rows, input, 'createdAt', importSummary);
  },
});
