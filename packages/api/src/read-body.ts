import { HttpRefusal } from './http-errors.ts';

// `fatal`: a body in another encoding (GBK is common on tills) is refused, not stored as question marks.
const decoder = new TextDecoder('utf-8', { fatal: true });

/** The body as text. Refuses one larger than `maxBytes` without reading it to its end, and one that is not UTF-8. */
export async function readBody(request: Request, maxBytes: number): Promise<string> {
  const bytes = await readBytes(request, maxBytes);
  try {
    return decoder.decode(bytes);
  } catch {
    throw new HttpRefusal('malformed_json');
  }
}

/** The body as bytes. Refuses one larger than `maxBytes`. */
export async function readBytes(request: Request, maxBytes: number): Promise<ArrayBuffer | Uint8Array> {
  const announced = Number(request.headers.get('content-length') ?? Number.NaN);
  if (announced > maxBytes) throw new HttpRefusal('body_too_large', { maxBytes });
  if (!Number.isNaN(announced)) return request.arrayBuffer();
  return request.body === null ? new Uint8Array() : readStream(request.body, maxBytes);
}

/** A body whose length nobody told is counted as it comes. */
async function readStream(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > maxBytes) throw new HttpRefusal('body_too_large', { maxBytes });
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
