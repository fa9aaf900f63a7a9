import { Refusal, type SheetTable } from '@opentuan/core';
import type { Context } from 'hono';
import { languageOf } from './language.ts';
import type { RouteDefinition } from './route.ts';
import { inShopTime } from './sheet-times.ts';

export type SheetFormat = 'csv' | 'xlsx';

const types: Readonly<Record<SheetFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
/** A list as a file is read page by page; one with more rows goes on where `OpenTuan-Next-Cursor` says. */
const pagesMax = 50;
const pageSize = 200;
/** Pages that hold whole pickup points are long ones. */
const longPagesMax = 5;

/** The file format that is asked for by `?format=` or `Accept`, where the route has a sheet. Refuses another one. */
export function sheetFormatOf(route: RouteDefinition, { req }: Context): SheetFormat | undefined {
  if (route.sheet === undefined) return undefined;
  const format = req.query('format');
  if (format === 'csv' || format === 'xlsx') return format;
  if (format === 'json') return undefined;
  if (format !== undefined) {
    const message = 'Ask for json, csv or xlsx.';
    throw new Refusal('invalid_input', { fields: [{ path: 'format', code: 'invalid_value', message }] });
  }
  const accept = req.header('accept') ?? '';
  if (accept.includes('text/csv')) return 'csv';
  return accept.includes(types.xlsx) ? 'xlsx' : undefined;
}

/** The whole list, following its pages, as far as memory should hold it. */
export async function wholeAnswer(
  route: RouteDefinition,
  input: unknown,
  ask: (input: unknown) => Promise<unknown>,
): Promise<unknown> {
  const paged = 'cursor' in shapeOf(route);
  if (!paged || route.firstPageOnly) return ask(input);
  const first = (await ask({ limit: pageSize, ...(input as object) })) as Page;
  const rows = 'points' in first ? 'points' : 'data';
  const most = rows === 'points' ? longPagesMax : pagesMax;
  const all = [...(first[rows] ?? [])];
  let { nextCursor } = first;
  for (let pages = 1; nextCursor !== null && pages < most; pages += 1) {
    const page = (await ask({ ...(input as object), limit: pageSize, cursor: nextCursor })) as Page;
    all.push(...(page[rows] ?? []));
    ({ nextCursor } = page);
  }
  return { ...first, [rows]: all, nextCursor };
}

interface Page {
  readonly data?: readonly unknown[];
  readonly points?: readonly unknown[];
  readonly nextCursor: string | null;
}

function shapeOf({ operation }: RouteDefinition): object {
  return 'shape' in operation.input ? (operation.input.shape as object) : {};
}

interface SheetWish {
  readonly context: Context;
  readonly headers: Record<string, string>;
  /** Of the shop: its clock is the one that people read. */
  readonly zone: string;
}

/** The answer as a file to be saved. */
export async function sheetResponse(
  route: RouteDefinition,
  answer: unknown,
  format: SheetFormat,
  { context, headers, zone }: SheetWish,
): Promise<Response> {
  const table = tableOf(route, answer, context, zone);
  // The library for workbooks is large: it is loaded when the first file is wanted.
  const { writeSheet } = await import('@opentuan/core/sheets');
  const bytes = await writeSheet({ ...table, format });
  nameFile(route, table, format, headers);
  const { nextCursor } = answer as Partial<Page>;
  if (typeof nextCursor === 'string') headers['opentuan-next-cursor'] = nextCursor;
  return new Response(bytes as Uint8Array<ArrayBuffer>, { status: 200, headers });
}

/**
 * The whole list as CSV, each page sent before the next is read. What goes wrong in the first page is a problem as
 * ever; later the file breaks off, which the client sees as a failed download.
 */
export async function streamedCsv(
  route: RouteDefinition,
  input: unknown,
  ask: (input: unknown) => Promise<unknown>,
  { context, headers, zone }: SheetWish,
): Promise<Response> {
  const read = async (cursor?: string | null) => {
    const wish = { limit: pageSize, ...(input as object), ...(typeof cursor === 'string' ? { cursor } : {}) };
    return (await ask(wish)) as Page;
  };
  const { continueCsv, writeSheet } = await import('@opentuan/core/sheets');
  let page = await read();
  const first = tableOf(route, page, context, zone);
  let bytes = await writeSheet({ ...first, format: 'csv' });
  nameFile(route, first, 'csv', headers);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      controller.enqueue(bytes);
      if (page.nextCursor === null) return controller.close();
      page = await read(page.nextCursor);
      bytes = continueCsv(tableOf(route, page, context, zone).rows);
    },
  });
  return new Response(body, { status: 200, headers });
}

function tableOf(route: RouteDefinition, answer: unknown, { req }: Context, zone: string): SheetTable {
  const locale = req.query('locale') ?? (languageOf(req.header('accept-language')) === 'zh' ? 'zh-CN' : 'en');
  const table = (route.sheet as (answer: unknown, locale: string) => SheetTable)(answer, locale);
  return inShopTime(table, zone);
}

function nameFile(
  route: RouteDefinition,
  table: SheetTable,
  format: SheetFormat,
  headers: Record<string, string>,
): void {
  headers['content-type'] = types[format];
  headers['content-disposition'] =
    `attachment; filename="${route.tag}.${format}"; filename*=UTF-8''${nameOf(table, format)}`;
  headers['cache-control'] = 'private, no-cache';
  headers.vary = 'Origin, Authorization, Accept, Accept-Language';
}

function nameOf({ name }: SheetTable, format: SheetFormat): string {
  const safe = name.replace(/[\p{Cc}/\\:*?"<>|]/gu, ' ').trim();
  return encodeURIComponent(`${safe}.${format}`).replace(
    /['()]/g,
    (one) => `%${one.charCodeAt(0).toString(16)}`,
  );
}
