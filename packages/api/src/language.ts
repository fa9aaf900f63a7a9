/** The languages of sentences for people. */
export type Language = 'en' | 'zh';

/** The first of our languages that `Accept-Language` names; English where it names none. */
export function languageOf(accepted: string | undefined): Language {
  if (accepted === undefined) return 'en';
  const weighed = accepted.split(',').flatMap((part) => {
    const [, tag = '', weight = '1'] = /^\s*([\w-]+|\*)\s*(?:;\s*q=([\d.]+))?/i.exec(part) ?? [];
    const language = /^(zh|en)(-|$)/i.exec(tag)?.[1]?.toLowerCase();
    return language === undefined || Number(weight) === 0 ? [] : [{ language, weight: Number(weight) }];
  });
  const [best] = weighed.toSorted((first, second) => second.weight - first.weight);
  return best?.language === 'zh' ? 'zh' : 'en';
}
