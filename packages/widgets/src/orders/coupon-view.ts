import type { OwnCoupon } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { couponTexts } from '../locales/coupon.ts';
import type { Locale } from '../provider/tuan.ts';

/** What the field for a coupon is shown with. */
export interface CouponDesk {
  readonly locale: Locale;
  readonly coupon: string;
  readonly busy: boolean;
  /** Why the code does not count. */
  readonly wrong: string | undefined;
  /** Whether the price is there. */
  readonly quoted: boolean;
  readonly useCoupon: (code: string) => unknown;
}

/** A code is asked for only where somebody has one. What is wrong with it stands at its field. */
export function couponView(desk: CouponDesk, own: readonly OwnCoupon[]): TemplateResult {
  const { locale, coupon, busy, quoted, useCoupon } = desk;
  // What is wrong with one that was tapped stands there, of one that was typed at the field.
  const wrong = own.some(({ code }) => code === coupon) ? undefined : desk.wrong;
  const texts = couponTexts[locale];
  if (coupon && quoted && !desk.wrong && !busy)
    return html`<p class="coupon">
      <span class="done">✓ ${texts.used(coupon)}</span>
      <button class="plain" @click=${() => useCoupon('')}>${texts.off}</button>
    </p>`;
  const use = (event: SubmitEvent): void => {
    event.preventDefault();
    const code = new FormData(event.target as HTMLFormElement).get('code');
    if (typeof code === 'string') useCoupon(code);
  };
  return html`${ownView(own, desk)}
    <form class="coupon" @submit=${use}>
      <label
        ><span>${texts.code}</span>
        <input
          name="code"
          maxlength="40"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          aria-invalid=${wrong ? 'true' : 'false'}
          aria-describedby="coupon-problem"
      /></label>
      <button>${texts.use}</button>
      <p id="coupon-problem" class="wrong" role="alert">${busy ? '' : wrong}</p>
    </form>`;
}

/** The own ones, each a button that takes it. */
function ownView(
  own: readonly OwnCoupon[],
  { coupon, locale, wrong, busy, useCoupon }: CouponDesk,
): TemplateResult | typeof nothing {
  if (own.length === 0) return nothing;
  return html`<ul class="own" aria-label=${couponTexts[locale].own}>
    ${own.map(
      ({ name, text, code }) =>
        html`<li>
          <button aria-pressed=${code === coupon} @click=${() => useCoupon(code ?? '')}>
            ${name}<small>${text[locale === 'en' ? 'en' : 'zh']}</small>
          </button>
          ${code === coupon ? html`<p class="wrong" role="alert">${busy ? '' : wrong}</p>` : nothing}
        </li>`,
    )}
  </ul>`;
}
