import {
  type OpenTuan,
  pageOfPurchaseOrder,
  type PurchaseOrderView,
  textOfPurchaseOrder,
} from '@opentuan/core';
import type { Context } from 'hono';
import { languageOf } from '../language.ts';
import { sendPrint } from '../print-page.ts';

/** The purchase order as a page to print. */
export async function sendPurchasePage(
  _tuan: OpenTuan,
  answer: unknown,
  headers: Record<string, string>,
  context: Context,
): Promise<Response> {
  return sendPrint(pageOfPurchaseOrder(answer as PurchaseOrderView, localeOf(context)), headers);
}

/** The purchase order as text for a chat. */
export async function sendPurchaseText(
  _tuan: OpenTuan,
  answer: unknown,
  headers: Record<string, string>,
  context: Context,
): Promise<Response> {
  headers['content-type'] = 'text/plain; charset=utf-8';
  headers['cache-control'] = 'private, no-store';
  headers.vary = 'Origin, Authorization, Accept-Language';
  const body = textOfPurchaseOrder(answer as PurchaseOrderView, localeOf(context));
  return new Response(body, { status: 200, headers });
}

function localeOf({ req }: Context): string {
  return req.query('locale') ?? (languageOf(req.header('accept-language')) === 'zh' ? 'zh-CN' : 'en');
}
