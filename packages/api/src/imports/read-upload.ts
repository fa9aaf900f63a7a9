import { Refusal } from '@opentuan/core';
import type { Context } from 'hono';
import { HttpRefusal } from '../http-errors.ts';
import { readBytes } from '../read-body.ts';

/** A file that was uploaded, as the input of a preview. */
interface Upload {
  readonly fileName: string;
  readonly kind: string | undefined;
  readonly bytes: Uint8Array;
}

/**
 * Reads a CSV or XLSX file as the body (with `?kind=` and `?fileName=`), or as the field `file` of a form with a field
 * `kind`. Its format is told from its content.
 */
export async function readUpload(context: Context, bodyMax: number): Promise<unknown> {
  const form = /^multipart\/form-data/i.test(context.req.header('content-type') ?? '');
  const { fileName, kind, bytes } = await (form ? readForm(context, bodyMax) : readRaw(context, bodyMax));
  // The library for workbooks is large: it is loaded when the first file comes.
  const { readSheet } = await import('@opentuan/core/sheets');
  const sheet = await readSheet(bytes);
  return { kind, fileName, sheet };
}

async function readRaw(context: Context, bodyMax: number): Promise<Upload> {
  const bytes = new Uint8Array(await readBytes(context.req.raw, bodyMax));
  return { fileName: context.req.query('fileName') ?? 'upload', kind: context.req.query('kind'), bytes };
}

async function readForm(context: Context, bodyMax: number): Promise<Upload> {
  const bytes = new Uint8Array(await readBytes(context.req.raw, bodyMax));
  const form = await new Response(bytes, {
    headers: { 'content-type': context.req.header('content-type') ?? '' },
  })
    .formData()
    .catch(() => {
      throw new HttpRefusal('malformed_form');
    });
  const file = form.get('file');
  if (file === null || typeof file === 'string') {
    const message = 'Send the sheet as a file in the field "file".';
    throw new Refusal('invalid_input', { fields: [{ path: 'file', code: 'required', message }] });
  }
  const kind = form.get('kind');
  return {
    fileName: file.name === '' ? 'upload' : file.name,
    kind: typeof kind === 'string' ? kind : context.req.query('kind'),
    bytes: new Uint8Array(await file.arrayBuffer()),
  };
}
