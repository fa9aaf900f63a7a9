import type { ClientProblem } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../provider/tuan.ts';
import * as en from './en.ts';
import * as zh from './zh-cn.ts';

const sentences: Record<Locale, Readonly<Record<string, string>>> = { 'zh-CN': zh.problems, en: en.problems };

/** What happened, what is safe, what to do; with a button where trying again helps. */
export function problemView({ code }: ClientProblem, locale: Locale, again?: () => void): TemplateResult {
  const texts = sentences[locale];
  return html`<div class="note" role="alert">
    <p>${texts[code] ?? texts['other']}</p>
    ${again ? html`<button @click=${again}>${texts['retry']}</button>` : nothing}
  </div>`;
}
