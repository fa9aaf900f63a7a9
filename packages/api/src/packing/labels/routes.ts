import { type BagLabels, domains, type OpenTuan } from '@opentuan/core';
import { get, type RouteDefinition } from '../../route.ts';
import { nextPart } from '../next-part.ts';
import { escposOf } from './escpos.ts';
import { pageOfLabels } from './label-page.ts';
import { tsplOf } from './tspl.ts';

const { labels } = domains.packing;
const tag = 'pick-lists';

/** A page to print styles itself, runs nothing and loads nothing. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

type Respond = NonNullable<RouteDefinition['respond']>;

const sendPage: Respond = async (_tuan: OpenTuan, answer, headers, context) => {
  headers['content-security-policy'] = policy;
  headers['x-robots-tag'] = 'noindex';
  const labelsOfPart = answer as BagLabels;
  nameNext(labelsOfPart, headers);
  const page = pageOfLabels(labelsOfPart, nextPart(context, labelsOfPart.nextCursor));
  return fileResponse(page, 'text/html; charset=utf-8', headers);
};

const sendEscpos: Respond = async (_tuan, answer, headers) => {
  nameNext(answer as BagLabels, headers);
  return fileResponse(escposOf(answer as BagLabels), 'application/octet-stream', headers, 'labels.escpos');
};

const sendTspl: Respond = async (_tuan, answer, headers) => {
  nameNext(answer as BagLabels, headers);
  return fileResponse(tsplOf(answer as BagLabels), 'application/octet-stream', headers, 'labels.tspl');
};

/** A print is a file: where it goes on stands beside it, as for sheets. */
function nameNext({ nextCursor }: BagLabels, headers: Record<string, string>): void {
  if (nextCursor !== null) headers['opentuan-next-cursor'] = nextCursor;
}

function fileResponse(
  body: string | Uint8Array,
  type: string,
  headers: Record<string, string>,
  fileName?: string,
): Response {
  headers['content-type'] = type;
  headers['cache-control'] = 'private, no-store';
  headers.vary = 'Origin, Authorization';
  if (fileName !== undefined) headers['content-disposition'] = `attachment; filename="${fileName}"`;
  return new Response(body as string | Uint8Array<ArrayBuffer>, { status: 200, headers });
}

const bytes = ['application/octet-stream'];
/** What only the other kinds of print take. */
const onPage = { without: ['width', 'encoding', 'rowsPerBag'], respond: sendPage, gives: ['text/html'], tag };
const escpos = { without: ['paper'], respond: sendEscpos, gives: bytes, tag };
const tspl = { without: ['paper', 'width', 'rowsPerBag'], respond: sendTspl, gives: bytes, tag };
const base = '/campaigns/{campaignId}/labels';

export const labelRoutes: readonly RouteDefinition[] = [
  get(base, labels, { tag, operationId: 'getLabels' }),
  get(`${base}/page`, labels, { ...onPage, operationId: 'printLabels' }),
  get(`${base}/escpos`, labels, { ...escpos, operationId: 'getLabelsEscpos' }),
  get(`${base}/tspl`, labels, { ...tspl, operationId: 'getLabelsTspl' }),
  get(`/leader${base}`, labels, { tag, operationId: 'leaderGetLabels' }),
  get(`/leader${base}/page`, labels, { ...onPage, operationId: 'leaderPrintLabels' }),
  get(`/leader${base}/escpos`, labels, { ...escpos, operationId: 'leaderGetLabelsEscpos' }),
  get(`/leader${base}/tspl`, labels, { ...tspl, operationId: 'leaderGetLabelsTspl' }),
];
