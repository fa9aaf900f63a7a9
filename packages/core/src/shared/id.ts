const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Fills an array with bytes from the system's random source, as `crypto.getRandomValues` does. */
export type RandomBytes = (length: number) => Uint8Array;

const poolSize = 4096;

/** Takes bytes from the source in large helpings: the call costs far more than the bytes. None is given out twice. */
export function pooledBytes(random: RandomBytes): RandomBytes {
  let pool: Uint8Array = new Uint8Array(0);
  let used = 0;
  return (length) => {
    if (length > poolSize) return random(length);
    if (used + length > pool.length) {
      pool = random(poolSize);
      used = 0;
    }
    const bytes = pool.slice(used, used + length);
    pool.fill(0, used, used + length);
    used += length;
    return bytes;
  };
}

/** Makes ids that sort by time: `ord_01JDC…`, 10 characters of time and 16 of chance. */
export type NewId = (prefix: string) => string;

export function timeSortedIds(now: () => number, random: RandomBytes): NewId {
  let lastTime = -1;
  let sequence = 0;
  return (prefix) => {
    const time = now();
    sequence = time === lastTime ? sequence + 1 : 0;
    lastTime = time;
    // The sequence keeps ids of one millisecond in the order in which they were made.
    return `${prefix}_${encodeNumber(time, 10)}${encodeNumber(sequence, 4)}${randomText(random, 12)}`;
  };
}

/** Text in Crockford's base 32 (no I, L, O, U), five bits of chance a character. */
export function randomText(random: RandomBytes, length: number): string {
  let text = '';
  for (const byte of random(length)) text += alphabet.charAt(byte & 31);
  return text;
}

/** Reads Crockford's base 32 as people type it: lower case, O for 0, I and L for 1, spaces and dashes. */
export function normaliseCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
}

function encodeNumber(value: number, length: number): string {
  let text = '';
  for (let rest = value, index = 0; index < length; index += 1) {
    text = alphabet.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
