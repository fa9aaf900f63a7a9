import type { Question, Reader } from '../storage/reader.ts';

type FoundBy<Wishes> = {
  readonly [Name in keyof Wishes]: Wishes[Name] extends Question<infer Found> ? readonly Found[] : never;
};

/** Everything that is wanted, by its name, in one round trip. */
export async function readTogether<Wishes extends Readonly<Record<string, Question<unknown>>>>(
  reader: Reader,
  wishes: Wishes,
): Promise<FoundBy<Wishes>> {
  const answers = await reader.ask(...Object.values(wishes));
  const found = Object.keys(wishes).map((name, index) => [name, answers[index] ?? []]);
  return Object.fromEntries(found) as FoundBy<Wishes>;
}
