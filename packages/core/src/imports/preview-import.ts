import { defineVerb } from '../define.ts';
import { refuse } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { checkRows } from './check-rows.ts';
import { type ImportRows, importView } from './import.ts';
import { type ImportProblem, importSchema, previewImportSchema } from './schemas.ts';
import type { Sheet } from './sheet.ts';
import { imports } from './tables.ts';
import { understandSheet } from './understand-sheet.ts';

/**
 * Reads a sheet and shows what was understood, and every problem by row and column. Nothing is stored but the preview.
 * A file becomes a sheet by `readSheet`.
 *
 * Refuses: sheet_unreadable, not_allowed, invalid_input.
 */
export const previewImport = defineVerb({
  name: 'imports.preview',
  summary: 'Preview a sheet',
  input: previewImportSchema,
  answer: importSchema,
  decide: (work, { kind, fileName, sheet }, context) => {
    demandShop(context);
    const { currency } = theShop(work);
    if (sheet.headers.length === 0) {
      const fields = sheet.problems.map(({ code, message }) => ({ path: 'sheet', code, message }));
      refuse('sheet_unreadable', { fields: fields.length > 0 ? fields : [{ path: 'sheet', ...noHeaders }] });
    }
    const { rows, problems, ignoredColumns } = understandSheet(kind, sheet as Sheet, currency);
    const found = checkRows(work, { kind, rows } as ImportRows);
    const stored = work.insert(imports, {
      id: context.newId('imp'),
      kind,
      status: 'preview',
      fileName,
      rows: rows as readonly Readonly<Record<string, unknown>>[],
      problems: theFirst([...problems, ...found].toSorted((one, other) => one.row - other.row)),
      ignoredColumns,
      createdAt: context.now,
    });
    const data = { kind, rows: rows.length, problems: stored.problems.length };
    work.emit({ type: 'import.previewed', subject: stored.id, data });
    return importView(stored, currency);
  },
});

/** How many problems are kept: whoever has more corrects these first. */
const problemsMax = 1000;

function theFirst(problems: readonly ImportProblem[]): readonly ImportProblem[] {
  const more = problems.length - problemsMax;
  if (more <= 0) return problems;
  const message = `There are ${String(more)} further problems. Correct these first, and preview the sheet again.`;
  return [...problems.slice(0, problemsMax), { row: 0, column: '', code: 'more_problems', message }];
}

const noHeaders = { code: 'sheet_empty', message: 'The sheet has no headers.' } as const;
