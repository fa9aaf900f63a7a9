/*
 * Chinese printers read GB18030. The platform can decode it but not encode, so the table of its two-byte characters
 * (all of GBK) is turned about once, when the first label is printed: some 24,000 entries, a few milliseconds.
 */

let table: ReadonlyMap<string, number> | undefined;

function tableOfCharacters(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const isOne = Array.from(text).length === 1 && text !== '\ufffd';
      if (isOne && !found.has(text)) found.set(text, lead * 256 + trail);
    }
  }
  return found;
}

/** Text as GB18030. What has no two-byte form there, like an emoji, is printed as 〓: a printer has no picture of it. */
export function encodeGb18030(text: string): Uint8Array {
  table ??= tableOfCharacters();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else {
      const pair = table.get(character) ?? 0xa1fe;
      bytes.push(pair >> 8, pair & 255);
    }
  }
  return Uint8Array.from(bytes);
}
