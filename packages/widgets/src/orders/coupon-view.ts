import { html, type TemplateResult } from 'lit/html.js';
import { couponTexts } from '../locales/coupon.ts';
import type { Locale } from '../provider/tuan.ts';

/** What the field for a coupon is shown with. */
interface CouponDesk {
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
export function couponView({ locale, coupon, busy, wrong, quoted, useCoupon }: CouponDesk): TemplateResult {
  const texts = couponTexts[locale];
  if (coupon && quoted && !wrong && !busy)
    return html`<p class="coupon">
      <span class="done">✓ ${texts.used(coupon)}</span>
      <button class="plain" @click=${() => useCoupon('')}>${texts.off}</button>
    </p>`;
  const use = (event: SubmitEvent): void => {
    event.preventDefault();
    const code = new FormData(event.target as HTMLFormElement).get('code');
    if (typeof code === 'string') useCoupon(code);
  };
  return html`<form class="coupon" @submit=${use}>
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
