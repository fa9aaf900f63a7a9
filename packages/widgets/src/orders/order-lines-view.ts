import type { Order } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { OrderTexts } from '../locales/order.ts';
import type { Locale } from '../provider/tuan.ts';
import { moneyText, price } from '../shared/money.ts';

type Line = Order['lines'][number];

/** Pieces of a line that can still be taken back. */
export function piecesLeft({
  pieces,
  cancelled,
  short,
  lost,
  withdrawn,
  handedOver,
  uncollected,
}: Line): number {
  return pieces - cancelled - short - lost - withdrawn - handedOver - uncollected;
}

/** Pieces to be taken back by line, and a way to change them; undefined while nobody takes any back. */
export interface TakingBack {
  readonly pieces: Readonly<Record<string, number>>;
  readonly take: (lineId: string, pieces: number) => void;
}

/** One of the goods: how its price came about, and what became of its pieces. */
export function orderLineView(
  line: Line,
  texts: OrderTexts,
  locale: Locale,
  back: TakingBack | undefined,
): TemplateResult {
  const { title, unit, pieces, unitPrice, discount, net, gift, weight } = line;
  // What a tier or the packed weight took off since.
  const lower = unitPrice.amount * pieces - discount.amount - net.amount;
  const priced = pieces > 1 || discount.amount > 0 || lower > 0;
  const how = [
    ...(priced && !gift ? [`${pieces} × ${moneyText(unitPrice, locale)}`] : []),
    ...(discount.amount > 0 ? [texts.discount(moneyText(discount, locale))] : []),
    ...(lower > 0 ? [texts.lower(moneyText({ ...net, amount: lower }, locale))] : []),
  ].join(' · ');
  return html`<li>
    <span
      >${title}
      ${gift ? html`<small class="done">${texts.gift}</small>` : nothing}${
        how ? html`<small>${how}</small>` : nothing
      }${weight ? html`<small>${weight.text[locale === 'en' ? 'en' : 'zh']}</small>` : nothing}${goneView(line, texts)}</span
    >
    ${
      back && !gift
        ? stepperView(line, texts, back)
        : html`<span class="muted">${pieces} ${unit}</span> <span>${price(net, locale)}</span>`
    }
  </li>`;
}

/** What was ordered and does not come, by its reason. */
function goneView(line: Line, texts: OrderTexts): TemplateResult[] {
  const reasons = Object.keys(texts.gone) as (keyof OrderTexts['gone'])[];
  return reasons.flatMap((reason) =>
    line[reason] > 0
      ? [html`<small class="soon">${texts.goneOf(texts.gone[reason], line[reason])}</small>`]
      : [],
  );
}

function stepperView(line: Line, texts: OrderTexts, { pieces, take }: TakingBack): TemplateResult {
  const { id, title } = line;
  const count = pieces[id] ?? 0;
  return html`<div class="stepper">
    <button aria-label=${texts.less(title)} ?disabled=${count === 0} @click=${() => take(id, count - 1)}>
      −
    </button>
    <output>${count}<small>/${piecesLeft(line)}</small></output>
    <button
      aria-label=${texts.more(title)}
      ?disabled=${count >= piecesLeft(line)}
      @click=${() => take(id, count + 1)}
    >
      +
    </button>
  </div>`;
}

/** What it came to, what went back, and what is left of it: the one that counts is the biggest. */
export function orderSumsView(order: Order, texts: OrderTexts, locale: Locale): TemplateResult {
  const { total, refunded, payment, amountDue, status } = order;
  const left = { ...total, amount: total.amount - refunded.amount };
  const atPickup = payment === 'atPickup' && amountDue.amount > 0 && status !== 'cancelled';
  return html`<dl>
    ${
      refunded.amount > 0
        ? html`<dt>${texts.total}</dt>
            <dd>${price(total, locale)}</dd>
            <dt>${texts.refunded}</dt>
            <dd>−${price(refunded, locale)}</dd>`
        : nothing
    }
    ${
      atPickup
        ? html`<dt>${texts.due}</dt>
            <dd>${price(amountDue, locale)}</dd>`
        : nothing
    }
    <dt>${refunded.amount > 0 ? texts.left : texts.total}</dt>
    <dd>${price(left, locale, 'big')}</dd>
  </dl>`;
}
