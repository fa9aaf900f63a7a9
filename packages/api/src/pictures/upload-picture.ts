import { pictureSchema, uploadPicture as takeIn } from '@opentuan/core';
import type { Context } from 'hono';
import * as z from 'zod';
import { HttpRefusal } from '../http-errors.ts';
import { readBytes } from '../read-body.ts';
import { defineTask } from '../task.ts';

/** Takes a picture in, for a claim, a receipt or a stop that will name its id. Refuses what is no picture. */
export const uploadPicture = defineTask({
  name: 'pictures.upload',
  summary: 'Upload a picture',
  input: z.strictObject({ file: z.instanceof(Uint8Array, { error: 'Send the picture as the body.' }) }),
  answer: pictureSchema,
  run: (tuan, { file }, options) => takeIn(tuan, file, sha256, options),
});

/** The picture as the body, or as the field `file` of a form, as a browser sends it. */
export async function readPicture(context: Context, bodyMax: number): Promise<unknown> {
  const bytes = new Uint8Array(await readBytes(context.req.raw, bodyMax));
  const type = context.req.header('content-type') ?? '';
  if (!/^multipart\/form-data/i.test(type)) return { file: bytes };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => {
    throw new HttpRefusal('malformed_form');
  });
  const file = form.get('file');
  return file instanceof File ? { file: new Uint8Array(await file.arrayBuffer()) } : {};
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
