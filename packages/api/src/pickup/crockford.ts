const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Bytes in Crockford's base 32: capital letters and digits, which a QR code writes shortest. */
export function crockfordOf(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet.charAt((held >> (bits - 5)) & 31);
  }
  return bits > 0 ? text + alphabet.charAt((held << (5 - bits)) & 31) : text;
}

/** A whole number in so many signs. */
export function crockfordNumber(value: number, length: number): string {
  let text = '';
  for (let rest = value, index = 0; index < length; index += 1) {
    text = alphabet.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
