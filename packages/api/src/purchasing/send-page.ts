import {
  type OpenTuan,
  pageOfPurchaseOrder,
  type PurchaseOrderView,
  textOfPurchaseOrder,
} from '@opentuan/core';
import type { Context } from 'hono';
import { languageOf } from '../language.ts';

/** A page to print styles itself, runs nothing and loads nothing. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** The purchase order as a page to print. */
export async function sendPurchasePage(
  _tuan: OpenTuan,
  answer: unknown,
  headers: Record<string, string>,
  context: Context,
): Promise<Response> {
  headers['content-security-policy'] = policy;
  headers['x-robots-tag'] = 'noindex';
  return textResponse(
    pageOfPurchaseOrder(answer as PurchaseOrderView, localeOf(context)),
    'text/html',
    headers,
  );
}

/** The purchase order as text for a chat. */
export async function sendPurchaseText(
  _tuan: OpenTuan,
  answer: unknown,
  headers: Record<string, string>,
  context: Context,
): Promise<Response> {
  return textResponse(
    textOfPurchaseOrder(answer as PurchaseOrderView, localeOf(context)),
    'text/plain',
    headers,
  );
}

function textResponse(body: string, type: string, headers: Record<string, string>): Response {
  headers['content-type'] = `${type}; charset=utf-8`;
  headers['cache-control'] = 'private, no-store';
  headers.vary = 'Origin, Authorization, Accept-Language';
  return new Response(body, { status: 200, headers });
}

function localeOf({ req }: Context): string {
  return req.query('locale') ?? (languageOf(req.header('accept-language')) === 'zh' ? 'zh-CN' : 'en');
}
