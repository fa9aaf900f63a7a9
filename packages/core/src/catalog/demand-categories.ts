import { type FieldProblem, refuse } from '../shared/error.ts';
import type { Work } from '../work.ts';

export interface WishedCategory {
  readonly name: string;
  /** Of the field that names it, as in `categories.0`. */
  readonly path: string;
}

/**
 * A category is one that goods of the shop are in: one that is misspelt would never apply, and nobody would be told.
 * While the shop has no goods any name is one, for terms may be agreed before the goods come. Nothing guards it: goods
 * that move away later are no fault of whoever named their category.
 *
 * Refuses: category_unknown.
 */
export function demandCategories(work: Work, wished: readonly WishedCategory[]): void {
  if (wished.length === 0) return;
  const sql = 'SELECT DISTINCT p."category" AS "category" FROM "products" p ORDER BY p."category"';
  const known = work.rows<{ readonly category: string }>(sql).map(({ category }) => category);
  if (known.length === 0) return;
  const fields = wished
    .filter(({ name }) => !known.includes(name))
    .map(({ path }): FieldProblem => ({
      path,
      code: 'unknown_category',
      message: 'No goods of the shop are in this category.',
    }));
  if (fields.length > 0) refuse('category_unknown', { categories: known, fields });
}
