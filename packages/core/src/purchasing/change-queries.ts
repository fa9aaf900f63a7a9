import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { filterSql } from '../shared/filters.ts';
import { grouped } from '../shared/grouped.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { sqlRows } from '../storage/reader.ts';
import { acknowledgedSql, changeColumns, changesSql, ownLinesSql, readerOf } from './change-reader.ts';
import {
  changePageSchema,
  differencePageSchema,
  differencesSchema,
  listChangesSchema,
} from './change-schemas.ts';
import { changeDocuments } from './change-tables.ts';
import { changeLineView, type ChangeRow } from './change-view.ts';

/** What was changed after cutoffs, newest first: who, why, before and after. For the shop. Refuses: not_found, not_allowed. */
export const listChanges = defineQuery({
  name: 'changes.list',
  summary: 'List what was changed after cutoffs',
  input: listChangesSchema,
  answer: changePageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const campaignId = await ownIdOf(reader, campaigns, input.campaignId);
    const page = pageAfter(input, 'createdAt');
    const filter = filterSql({ campaignId, kind: input.kind });
    const rows = await reader.table(changeDocuments, `${page.condition}${filter.sql} ${page.tail}`, [
      ...page.params,
      ...filter.params,
    ]);
    const lines = await reader.rows<ChangeRow>(
      `SELECT ${changeColumns} ${changesSql} WHERE c."changeDocumentId" IN (SELECT value FROM json_each(?1)) ORDER BY c."id"`,
      [JSON.stringify(rows.map(({ id }) => id))],
    );
    const byDocument = grouped(lines, ({ changeDocumentId }) => changeDocumentId);
    return pageOf(rows, input, 'createdAt', ({ source: _source, ...row }) => ({
      ...row,
      createdAt: instantText(row.createdAt),
      lines: (byDocument.get(row.id) ?? []).map(changeLineView),
    }));
  },
});

interface Total {
  readonly variantId: string;
  readonly title: string;
  readonly unit: string;
  readonly pickupPointId: string | null;
  readonly pickupPointName: string | null;
  readonly pieces: number;
}

/**
 * What is otherwise than on the last sheet of a supplier, a leader or a driver: their lines only, until they have
 * taken note. A purchase order that was sent again, and a run that was planned anew, start afresh.
 *
 * Refuses: invalid_input, not_found, not_allowed.
 */
export const listDifferences = defineQuery({
  name: 'changes.differences',
  summary: 'List the differences since the last sheet',
  input: differencesSchema,
  answer: differencePageSchema,
  async read(reader, input, context) {
    const who = readerOf(input, context);
    const page = pageAfter(input, 'createdAt');
    const campaignId = await ownIdOf(reader, campaigns, input.campaignId);
    const noted = `${input.acknowledged === true ? '' : 'NOT '}${acknowledgedSql}`;
    const own = `${changesSql} WHERE ${ownLinesSql[who.kind]} AND (?3 IS NULL OR c."campaignId" = ?3)
      AND (?4 IS NULL OR b."purchaseOrderId" = ?4) AND ${noted}`;
    const params = [who.id, who.kind, campaignId ?? null, who.purchaseOrderId ?? null];
    const lines = `WITH t AS (SELECT ${changeColumns} ${own}) SELECT t.* FROM t WHERE ${numbered(page.condition)} ${page.tail}`;
    const [rows, totals] = await reader.ask(
      sqlRows<ChangeRow>(lines, [...params, ...page.params]),
      sqlRows<Total>(
        `SELECT c."variantId" AS "variantId", g."name" AS "title", v."unit" AS "unit", c."pickupPointId" AS "pickupPointId",
          p."name" AS "pickupPointName", sum(c."after" - c."before") AS "pieces" ${own} AND d."kind" IN ('withdrawn', 'pointMoved', 'ordered', 'lost', 'added')
          GROUP BY c."variantId", c."pickupPointId" ORDER BY p."name", g."name", c."variantId"`,
        params,
      ),
    );
    return { ...pageOf(rows, input, 'createdAt', changeLineView), totals: [...totals] };
  },
});

/** The parameters of the page come after those of the lines, which are numbered. */
function numbered(condition: string): string {
  let place = 4;
  return condition.replace(/\?/g, () => `?${String((place += 1))}`);
}
