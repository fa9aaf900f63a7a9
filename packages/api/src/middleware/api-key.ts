const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 43 letters of 62 carry 256 bits. */
const keyLength = 43;

/** How many first characters of a key people see to tell keys apart. */
export const hintLength = 9;

/** A new key from the system's random source: `sk_…` or `pk_…`. It is shown once. */
export function makeApiKey(kind: 'secret' | 'publishable'): string {
  let text = '';
  while (text.length < keyLength) {
    for (const byte of crypto.getRandomValues(new Uint8Array(64))) {
      // 248 is the largest multiple of 62 in a byte: what lies above would favour the first letters.
      if (byte < 248 && text.length < keyLength) text += letters.charAt(byte % 62);
    }
  }
  return `${kind === 'secret' ? 'sk' : 'pk'}_${text}`;
}

/** SHA-256 in hex: all that is stored of a key. It is random enough that no salt is needed. */
export async function hashApiKey(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Compares in a time that does not tell where two texts differ. */
export function isSameText(first: string, second: string): boolean {
  let different = first.length ^ second.length;
  for (let index = 0; index < first.length; index += 1) {
    different |= first.charCodeAt(index) ^ second.charCodeAt(index % Math.max(1, second.length));
  }
  return different === 0;
}
