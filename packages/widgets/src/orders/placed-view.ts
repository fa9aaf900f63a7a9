import type { Order } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { price } from '../shared/money.ts';
import { clockTime, type TimeWords } from '../shared/time.ts';
import type { Counter } from './cart-view.ts';
import { codeView } from './code-view.ts';

/** What became of the order: to be paid, paid with its code, or gone. */
export function placedView(
  order: Order,
  { texts, locale, trouble, close }: Counter,
  words: TimeWords,
  pay: () => void,
): TemplateResult {
  const { status, amountDue, pickupCode, holdEndsAt } = order;
  const held = status === 'held';
  return html`<h2 aria-live="polite">${pickupCode ? texts.thanks : texts[held ? 'toPay' : 'gone']}</h2>
    ${
      pickupCode
        ? codeView(pickupCode, texts.code)
        : held
          ? html`<p>${price(amountDue, locale, 'big')}</p>
              <p>${texts.held(clockTime(Date.parse(holdEndsAt ?? ''), words))}</p>`
          : html`<p class="note">${texts.goneHint}</p>`
    }
    <footer>
      ${trouble} ${held ? html`<button class="main" @click=${pay}>${texts.pay}</button>` : nothing}
      <button class="plain" @click=${close}>${texts.close}</button>
    </footer>`;
}
