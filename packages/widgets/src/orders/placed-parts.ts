import type { Order } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { moneyText, price } from '../shared/money.ts';
import { clockTime, dayWord, type TimeWords } from '../shared/time.ts';
import { placedTexts } from '../locales/placed.ts';
import type { Counter } from './cart-view.ts';
import { codeStyles, codeView } from './code-view.ts';

/* The part of the checkout that is fetched with an order. */

export const styles = codeStyles;

/** What became of the order: to be paid, paid with its code, or gone. */
export function placedView(
  order: Order,
  { texts: { close: away }, locale, trouble, close, campaign }: Counter,
  words: TimeWords,
  now: number,
  pay: () => void,
): TemplateResult {
  const texts = placedTexts[locale];
  const { status, amountDue, payment, pickupCode, holdEndsAt, slot, pickupPointId } = order;
  const point = campaign.pickupPoints.find(({ id }) => id === pickupPointId);
  const day = slot && `${dayWord(campaign.pickupDate, now, words)} ${slot.opens}–${slot.closes}`;
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
    ${
      pickupCode && payment === 'atPickup' && amountDue.amount > 0
        ? html`<p><b>${texts.due(moneyText(amountDue, locale))}</b></p>`
        : nothing
    }
    ${day && (pickupCode || held) ? html`<p class="muted">${day} · ${point?.name}</p>` : nothing}
    <footer>
      ${trouble} ${held ? html`<button class="main" @click=${pay}>${texts.pay}</button>` : nothing}
      <button class="plain" @click=${close}>${away}</button>
    </footer>`;
}
