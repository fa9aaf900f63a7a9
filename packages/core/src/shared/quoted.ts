const LONGEST_QUOTE = 40;

/**
 * What somebody typed, in quotes for a message: control and invisible formatting characters made visible, and cut
 * to 40 characters, so that a message neither hides nor repeats a whole file.
 *
 * @example quoted('12.\n5') // "12.�5"
 */
export function quoted(text: string): string {
  const characters = Array.from(text.slice(0, 2 * LONGEST_QUOTE + 2));
  const shown = characters
    .slice(0, LONGEST_QUOTE)
    .join('')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\ufffd');
  return characters.length > LONGEST_QUOTE ? `"${shown}…"` : `"${shown}"`;
}
