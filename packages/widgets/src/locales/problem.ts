import type { ClientProblem } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Locale } from '../provider/tuan.ts';

/** In every language from the start: without a network nothing else would come. */
const sentences = {
  'zh-CN': {
    loading: '正在取数据',
    offline: '现在没有网络。您选的都还在，连上后可以继续。',
    session_required: '请先登录。',
    again: '再试一次',
    other: '没有成功，什么都没有改变。',
  },
  en: {
    loading: 'Loading',
    offline: 'You are offline. What you chose is kept; go on when you are connected.',
    session_required: 'Please sign in first.',
    again: 'Try again',
    other: 'That did not work; nothing was changed.',
  },
} as const satisfies Record<Locale, Record<string, string>>;

/** What a reader of a screen hears while something is fetched. */
export function loadingText(locale: Locale): string {
  return sentences[locale].loading;
}

/**
 * What happened, what is safe, what to do; with a button where trying again helps.
 *
 * @param own - the sentences of the element, by code. The server's own sentence stands in where there is none
 */
export function problemView(
  { code, status, detail }: ClientProblem,
  locale: Locale,
  own: object,
  again?: () => void,
): TemplateResult {
  const texts = sentences[locale];
  // A session that cannot be renewed is to the reader what none is.
  const name = status === 401 ? 'session_required' : code;
  const known = { ...texts, ...own } as Readonly<Record<string, string>>;
  return html`<div class="note" role="alert">
    <p>${known[name] ?? ((status < 500 && detail) || texts.other)}</p>
    ${again ? html`<button @click=${again}>${texts.again}</button>` : nothing}
  </div>`;
}
