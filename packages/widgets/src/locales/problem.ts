import type { ClientProblem } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../provider/tuan.ts';
import * as en from './en.ts';
import * as zh from './zh-cn.ts';

const sentences: Readonly<Record<Locale, typeof zh.problems | typeof en.problems>> = {
  'zh-CN': zh.problems,
  en: en.problems,
};

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
