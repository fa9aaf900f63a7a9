const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** A telephone number in E.164: `+` and 8 to 15 digits. */
export type PhoneNumber = string;

/** Mobile numbers of mainland China: 11 digits from 13 to 19. */
const CHINESE_MOBILE = /^1[3-9]\d{9}$/;

/**
 * Reads a telephone number as people type it and gives its one form in E.164, or null when it is none. Without a
 * country code only Chinese mobile numbers are understood: `138 0013 8000`, `0086-13800138000`, `８６１３８…`.
 * Two people with one number must come out equal, so nothing is guessed: letters and extensions are refused.
 *
 * @example phoneNumber('138-0013-8000') // '+8613800138000'
 */
export function phoneNumber(text: string): PhoneNumber | null {
  const typed = text.normalize('NFKC').trim();
  if (!/^\+?[\d\s().\u2010-\u2015-]+$/.test(typed)) return null;
  const digits = typed.replace(/\D/g, '');
  const international = typed.startsWith('+') ? digits : withoutPrefix(digits);
  return international !== null && isPossible(international) ? `+${international}` : null;
}

function withoutPrefix(digits: string): string | null {
  if (CHINESE_MOBILE.test(digits)) return `86${digits}`;
  if (digits.startsWith('00')) return digits.slice(2);
  const national = digits.slice(2);
  return digits.startsWith('86') && CHINESE_MOBILE.test(national) ? digits : null;
}

function isPossible(international: string): boolean {
  if (!/^[1-9]\d{7,14}$/.test(international)) return false;
  // A Chinese number that starts like a mobile one has exactly its length: anything else is a slip of the finger.
  return !/^861[3-9]/.test(international) || CHINESE_MOBILE.test(international.slice(2));
}

/**
 * A number for people who need not know it: `138****5678`, of other countries `+491****6789`. Never more than the
 * ends, and nothing of a text that is no number.
 *
 * @param phone E.164, or anything that `phoneNumber` reads
 */
export function maskPhone(phone: string): string {
  const known = phoneNumber(phone);
  if (known === null) return '****';
  if (/^\+861[3-9]/.test(known)) return `${known.slice(3, 6)}****${known.slice(-4)}`;
  // At least four digits stay hidden, so short numbers show less of their ends.
  const [head, tail] = known.length >= 12 ? [4, 4] : [3, 2];
  return `${known.slice(0, head)}****${known.slice(-tail)}`;
}

/**
 * A name for people who need not know it: its first character and one star, whatever its length: `小雨` → `小*`.
 * Invisible characters in front are passed over, a family emoji counts as one.
 */
export function maskName(name: string): string {
  const visible = name.replace(/^[\s\p{Cc}\p{Cf}]+/u, '');
  const first = graphemes.segment(visible)[Symbol.iterator]().next();
  return first.done === true ? '*' : `${first.value.segment}*`;
}
