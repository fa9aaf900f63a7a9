const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const version = 'T1';
/** Version, code, time; then the signature. */
const saidLength = 17;
const tokenLength = 120;

/** What was typed or scanned: a bare code, or a signed token with one inside. */
export interface ReadCode {
  readonly code: string;
  /** Set for a token: what is signed, until when it holds (epoch milliseconds), and the signature. */
  readonly signed?: { readonly said: string; readonly until: number; readonly signature: string };
}

/** Reads Crockford's base 32 as people type it, and a token as a camera does. */
export function readCode(text: string): ReadCode {
  const read = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (read.length !== tokenLength || !read.startsWith(version)) return { code: read };
  const said = read.slice(0, saidLength);
  let seconds = 0;
  for (const sign of said.slice(10)) seconds = seconds * 32 + alphabet.indexOf(sign);
  return {
    code: said.slice(2, 10),
    signed: { said, until: seconds * 1000, signature: read.slice(saidLength) },
  };
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

/** Whether the shop has signed this, by the public key that the phone took along. */
export async function isGenuine(
  { said, signature }: NonNullable<ReadCode['signed']>,
  publicKey: string,
): Promise<boolean> {
  const key = await crypto.subtle.importKey('jwk', JSON.parse(publicKey) as JsonWebKey, algorithm, false, [
    'verify',
  ]);
  const text = new TextEncoder().encode(said);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytesOf(signature), text);
}

/** A code as it stands in the bundle: 15 bytes of SHA-256 over salt, order and code. */
export async function hashOf(salt: string, orderId: string, code: string): Promise<string> {
  const digest = await crypto.subtle.digest(
    'SHA-256',
    new TextEncoder().encode(`${salt} ${orderId} ${code}`),
  );
  return textOf(new Uint8Array(digest).slice(0, 15));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const sign of text) {
    held = ((held << 5) | alphabet.indexOf(sign)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 0xff;
    at += 1;
  }
  return bytes;
}

function textOf(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet.charAt((held >> (bits - 5)) & 31);
  }
  return text;
}
