import type { Connection } from '@opentuan/api/client';

/** What a provider gives to the elements inside it. */
export interface Tuan {
  readonly connection: Connection;
  readonly locale: Locale;
  /** Where to pay when the page does not handle `tuan-checkout` itself; `order` is added to its query. */
  readonly checkoutUrl: string | null;
}

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

/** The language nearest to a tag: every Chinese one is read as simplified until there is another. */
export function localeOf(tag: string): Locale {
  return /^zh\b/i.test(tag) ? 'zh-CN' : 'en';
}
