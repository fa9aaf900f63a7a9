import type { Quote } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { CheckoutTexts } from '../locales/checkout.ts';
import type { Locale } from '../provider/tuan.ts';
import { moneyText } from '../shared/money.ts';

type Step = Quote['steps'][number];

/** What a step says, in the language of the reader. */
export function stepText({ text }: Pick<Step, 'text'>, locale: Locale): string {
  return text[locale === 'zh-CN' ? 'zh' : 'en'];
}

/** What the goods come to, what each promotion takes off, and what would bring more. */
export function sumsView(quote: Quote, texts: CheckoutTexts, locale: Locale): TemplateResult {
  const goods = quote.lines.reduce((sum, { unitPrice, pieces }) => sum + unitPrice.amount * pieces, 0);
  const money = (amount: number): string => moneyText({ ...quote.total, amount }, locale);
  const off = quote.steps.filter(({ amount }) => amount > 0);
  const given = quote.steps.filter(({ amount }) => amount === 0);
  // What is wrong with a coupon stands at its field.
  const hints = quote.hints.filter(({ kind }) => kind !== 'coupon');
  return html`${
    off.length > 0
      ? html`<dl>
          <dt>${texts.subtotal}</dt>
          <dd>${money(goods)}</dd>
          ${off.map(
            (step) =>
              html`<dt>${nameOf(step, locale)}</dt>
                <dd class="done">−${money(step.amount)}</dd>`,
          )}
        </dl>`
      : nothing
  }
  ${given.map((step) => html`<small class="done">✓ ${stepText(step, locale)}</small>`)}
  ${
    hints.length > 0
      ? html`<ul class="note hints">
          ${hints.map((hint) => html`<li>${stepText(hint, locale)}</li>`)}
        </ul>`
      : nothing
  }`;
}

/** The sum stands beside it, so the name of the promotion is reason enough. */
export function nameOf(step: Step, locale: Locale): string {
  const { name, basisPoints } = step.facts ?? {};
  if (!name) return stepText(step, locale);
  return typeof basisPoints === 'number' ? `${name} ${basisPoints / 100}%` : String(name);
}
