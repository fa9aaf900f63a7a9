/** A value of JSON whose objects have become `[number of their list of keys, ...values]`, and its arrays `[-1, ...items]`. */
type Packed = null | boolean | number | string | readonly Packed[];

/** The lists of keys, and the value with their numbers. */
export type PackedAnswer = readonly [keys: readonly (readonly string[])[], value: Packed];

const arrayMark = -1;

/**
 * Writes an answer with each list of keys once: an answer is kept for every call, and the keys of its lines and amounts
 * are most of its text. Ids stay readable in it, since what a customer left is found by them.
 */
export function packAnswer(answer: unknown): PackedAnswer {
  const lists: string[][] = [];
  return [lists, pack(answer, lists)];
}

function pack(value: unknown, lists: string[][]): Packed {
  if (typeof value !== 'object' || value === null) return (value ?? null) as Packed;
  const packed: Packed[] = [arrayMark];
  if (Array.isArray(value)) {
    for (const item of value) packed.push(pack(item, lists));
    return packed;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  const keys: string[] = [];
  for (const key of Object.keys(fields)) {
    const field = fields[key];
    if (field === undefined) continue;
    keys.push(key);
    packed.push(pack(field, lists));
  }
  packed[0] = numberOf(keys, lists);
  return packed;
}

function numberOf(keys: string[], lists: string[][]): number {
  let number = 0;
  while (number < lists.length && !isSame(lists[number] ?? [], keys)) number += 1;
  if (number === lists.length) lists.push(keys);
  return number;
}

function isSame(list: readonly string[], keys: readonly string[]): boolean {
  if (list.length !== keys.length) return false;
  for (let at = 0; at < list.length; at += 1) if (list[at] !== keys[at]) return false;
  return true;
}

/** The answer as it was given: `JSON.parse(JSON.stringify(answer))`. */
export function unpackAnswer([lists, value]: PackedAnswer): unknown {
  return unpack(value, lists);
}

function unpack(value: Packed, lists: readonly (readonly string[])[]): unknown {
  if (!isList(value)) return value;
  const [mark, ...parts] = value;
  const list = lists[Number(mark)];
  if (list === undefined) return parts.map((part) => unpack(part, lists));
  return Object.fromEntries(list.map((key, at) => [key, unpack(parts[at] ?? null, lists)]));
}

function isList(value: Packed): value is readonly Packed[] {
  return Array.isArray(value);
}
