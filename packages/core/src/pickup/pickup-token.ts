import { normaliseCode } from '../shared/id.ts';

/**
 * What a pickup QR says: two signs for the version, the pickup code, the second until which it holds, and a signature
 * over all that, in Crockford's base 32 throughout: capital letters and digits make the smallest picture.
 */
export const pickupTokenVersion = 'T1';

const codeLength = 8;
const timeLength = 7;
const signatureLength = 103;

/** The pickup code inside what was scanned or typed: with a network the code alone is the proof. */
export function codeInside(text: string): string {
  const read = normaliseCode(text);
  const start = normaliseCode(pickupTokenVersion);
  const whole = start.length + codeLength + timeLength + signatureLength;
  if (read.length !== whole || !read.startsWith(start)) return read;
  return read.slice(start.length, start.length + codeLength);
}
