import { defineVerb } from '../define.ts';
import { refuse } from '../shared/error.ts';
import { fingerprint } from '../shared/fingerprint.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { checkRows } from './check-rows.ts';
import { type ImportRows, importView } from './import.ts';
import { type ImportProblem, importSchema, previewImportSchema } from './schemas.ts';
import type { Sheet } from './sheet.ts';
import { imports } from './tables.ts';
import type { Work } from '../work.ts';
import { demandForKind, isFilledIn } from './filled-kinds.ts';
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
  alone: true,
  decide: (work, { kind, fileName, sheet }, context) => {
    demandShop(context);
    demandForKind(context, kind);
    const { currency } = theShop(work);
    if (sheet.headers.length === 0) {
      const fields = sheet.problems.map(({ code, message }) => ({ path: 'sheet', code, message }));
      refuse('sheet_unreadable', { fields: fields.length > 0 ? fields : [{ path: 'sheet', ...noHeaders }] });
    }
    const { rows, problems, ignoredColumns } = understandSheet(kind, sheet as Sheet, currency);
    const found = checkRows(work, { kind, rows } as ImportRows);
    const mark = isFilledIn(kind) ? markOf(kind, sheet as Sheet) : null;
    const stored = work.insert(imports, {
      id: context.newId('imp'),
      kind,
      status: 'preview',
      fileName,
      rows: rows as readonly Readonly<Record<string, unknown>>[],
      problems: theFirst(
        [...takenBefore(work, mark), ...nothingIn(kind, rows, problems), ...problems, ...found].toSorted(
          (one, other) => one.row - other.row,
        ),
      ),
      ignoredColumns,
      fingerprint: mark,
      createdAt: context.now,
    });
    const data = { kind, rows: rows.length, problems: stored.problems.length };
    work.emit({ type: 'import.previewed', subject: stored.id, data });
    return importView(stored, currency);
  },
});

/** Of the kind and every cell, whatever the file is called and however it was saved. */
function markOf(kind: ImportRows['kind'], { headers, rows }: Sheet): string {
  const content = JSON.stringify([kind, headers, rows.map(({ cells }) => cells)]);
  return `${kind} ${String(content.length)} ${fingerprint(content)}`;
}

function takenBefore(work: Work, mark: string | null): ImportProblem[] {
  if (mark === null) return [];
  const [taken] = work.rows<{ id: string }>(
    `SELECT "id" FROM "imports" WHERE "status" = 'confirmed' AND "fingerprint" = ?1`,
    [mark],
  );
  if (taken === undefined) return [];
  const message = `This sheet was taken already, as ${taken.id}. Export it anew and fill in what came since.`;
  return [{ row: 0, column: '', code: 'taken_already', message }];
}

/** A form in which nobody wrote anything is a slip, not an import of nothing. */
function nothingIn(
  kind: ImportRows['kind'],
  rows: readonly object[],
  problems: readonly ImportProblem[],
): ImportProblem[] {
  if (!isFilledIn(kind) || rows.length > 0 || problems.length > 0) return [];
  const message =
    'Nothing is filled in. Write what came, what it weighs or what became of it, and save the sheet.';
  return [{ row: 0, column: '', code: 'nothing_filled_in', message }];
}

/** How many problems are kept: whoever has more corrects these first. */
const problemsMax = 1000;

function theFirst(problems: readonly ImportProblem[]): readonly ImportProblem[] {
  const more = problems.length - problemsMax;
  if (more <= 0) return problems;
  const message = `There are ${String(more)} further problems. Correct these first, and preview the sheet again.`;
  return [...problems.slice(0, problemsMax), { row: 0, column: '', code: 'more_problems', message }];
}

const noHeaders = { code: 'sheet_empty', message: 'The sheet has no headers.' } as const;
