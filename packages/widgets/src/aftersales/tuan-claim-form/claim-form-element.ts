import {
  claimHelpOf,
  type ClaimReason,
  type ClaimSuggestion,
  newKey,
  openClaim,
  type Order,
} from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { claimFormTexts } from '../../locales/claim-form.ts';
import { loadingText, problemView } from '../../locales/problem.ts';
import { type FormPictures, formPictures } from '../../pictures/form-pictures.ts';
import { type PropertyDeclarations, state } from '../../provider/base-element.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { saidIn } from '../../shared/said.ts';
import { moneyText } from '../../shared/money.ts';
import { clockTime, dateOf, dayWord } from '../../shared/time.ts';
import { claimFormStyles } from './claim-form.styles.ts';

type Texts = (typeof claimFormTexts)['zh-CN' | 'en'];

/** As many pictures as a claim takes. */
const picturesMax = 6;

/**
 * Says that something is wrong with goods of an order: which, why, how many, with pictures, and what one would like.
 *
 * @fires tuan-claimed - the claim was opened: `detail.claim`
 * @fires tuan-back - closed without one
 */
export class TuanClaimForm extends TuanElement {
  static override styles = claimFormStyles;
  static override properties: PropertyDeclarations = {
    order: state,
    zone: state,
    line: state,
    pieces: state,
    reasons: state,
    own: state,
    suggestion: state,
    pictures: state,
  };

  order: Order | undefined;
  zone: string | undefined;
  /** The id of the line it is about. */
  private line = '';
  private pieces = 1;
  private reasons: { readonly onlyListed: boolean; readonly data: readonly ClaimReason[] } | undefined;
  /** Whether none of the reasons fits. */
  private own = false;
  private suggestion: ClaimSuggestion | undefined;
  /** Made once: pressing again after a lost answer opens one claim. */
  readonly #key = newKey();
  /** Once the part for them is here. */
  private pictures: FormPictures | undefined;

  protected override readonly subject = ['line', 'pieces'];

  get #lines(): Order['lines'] {
    return this.order?.lines.filter(({ handedOver }) => handedOver > 0) ?? [];
  }

  /** What it would be worth, and whether it is still in time. */
  protected override async load({ connection }: Tuan): Promise<void> {
    const { order, pieces } = this;
    const orderLineId = (this.line ||= this.#lines[0]?.id ?? '');
    if (!order || !orderLineId) return;
    const help = claimHelpOf(connection);
    this.reasons ??= await help.reasons({});
    this.pictures ??= await formPictures(this, 'storefront', picturesMax);
    this.suggestion = await help.suggest({ orderId: order.id, orderLineId, pieces });
  }

  readonly #send = (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const said = saidIn(event);
    const description = said('description');
    return this.attempt(async ({ connection }) => {
      const { order, line, pieces } = this;
      if (!order) return;
      const claim = await openClaim(connection)(
        {
          orderId: order.id,
          orderLineId: line,
          reason: said('reason') || said('words'),
          pieces,
          wish: said('wish') === 'replacement' ? 'replacement' : 'refund',
          pictures: this.pictures?.ids() ?? [],
          ...(description && { description }),
        },
        { idempotencyKey: this.#key },
      );
      this.tell('tuan-claimed', { claim });
    });
  };

  readonly #choose = ({ target }: Event): void => {
    this.line = (target as HTMLSelectElement).value;
    this.pieces = 1;
  };

  readonly #back = (): void => void this.tell('tuan-back', {});

  override render(): TemplateResult {
    const { tuan, problem, busy, reasons, suggestion } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    const texts = claimFormTexts[locale];
    if (!reasons || !tuan)
      return problem
        ? problemView(problem, locale, texts, this.reload)
        : html`<div class="skeleton" role="status" aria-label=${loadingText(locale)}></div>`;
    const waiting = this.pictures?.ready() === false;
    return html`<form @submit=${this.#send}>
      <h3>${texts.title}</h3>
      ${this.#lineView(texts)} ${this.#statusView(texts, tuan)} ${this.#reasonView(texts, locale)}
      ${this.#piecesView(texts)} ${this.pictures?.view()}
      <label
        ><span class="label">${texts.detail}</span>
        <textarea name="description" rows="2" maxlength="2000"></textarea>
      </label>
      <fieldset>
        <legend>${texts.wish}</legend>
        <div class="choices">
          ${(['refund', 'replacement'] as const).map(
            (wish) =>
              html`<label
                ><input
                  type="radio"
                  name="wish"
                  value=${wish}
                  ?checked=${wish === 'refund'}
                />${texts[wish]}</label
              >`,
          )}
        </div>
      </fieldset>
      ${problem ? problemView(problem, locale, texts) : nothing}
      <div class="ask">
        <button type="button" class="plain" @click=${this.#back}>${texts.back}</button>
        <button class="main" ?disabled=${busy || waiting || suggestion?.mayOpen === false}>
          ${waiting ? texts.uploading : texts.send}
        </button>
      </div>
    </form>`;
  }

  #lineView(texts: Texts): TemplateResult {
    return html`<label
      ><span class="label">${texts.goods}</span>
      <select @change=${this.#choose}>
        ${this.#lines.map(
          ({ id, title, handedOver, unit }) =>
            html`<option value=${id} ?selected=${id === this.line}>${title} ${handedOver} ${unit}</option>`,
        )}
      </select></label
    >`;
  }

  /** What it would be worth and until when, or why it cannot be. */
  #statusView(texts: Texts, { connection, locale }: Tuan): TemplateResult | typeof nothing {
    const { suggestion, zone } = this;
    if (!suggestion) return nothing;
    const { mayOpen, openClaimId, amount, closesAt } = suggestion;
    if (!mayOpen)
      return html`<p class="note" role="status">${openClaimId ? texts.already : texts.closed}</p>`;
    const until = Date.parse(closesAt ?? '');
    const words = { locale, zone };
    return html`<small role="status"
      >${amount.amount > 0 ? texts.worth(moneyText(amount, locale)) : nothing}
      ${closesAt ? texts.until(dayWord(dateOf(until, zone), connection.now(), words), clockTime(until, words)) : nothing}</small
    >`;
  }

  #reasonView(texts: Texts, locale: string): TemplateResult {
    const { own, reasons } = this;
    const choice = (value: string, label: string): TemplateResult =>
      html`<label
        ><input
          type="radio"
          name="reason"
          required
          value=${value}
          @change=${() => (this.own = value === '')}
        />${label}</label
      >`;
    return html`<fieldset>
      <legend>${texts.reason}</legend>
      <div class="choices">
        ${reasons?.data.map(({ code, zh, en }) => choice(code, locale === 'en' ? en : zh))}
        ${reasons?.onlyListed ? nothing : choice('', texts.otherReason)}
      </div>
      ${
        own
          ? html`<label
              ><span class="label">${texts.words}</span><input name="words" required maxlength="120"
            /></label>`
          : nothing
      }
    </fieldset>`;
  }

  #piecesView(texts: Texts): TemplateResult {
    const { pieces } = this;
    const max = Math.max(1, this.suggestion?.piecesMax ?? 1);
    return html`<div class="many" role="group" aria-label=${texts.pieces}>
      <span>${texts.pieces}</span>
      <div class="stepper">
        <button
          type="button"
          aria-label=${texts.less}
          ?disabled=${pieces < 2}
          @click=${() => (this.pieces = pieces - 1)}
        >
          −
        </button>
        <output>${pieces}<small>/${max}</small></output>
        <button
          type="button"
          aria-label=${texts.more}
          ?disabled=${pieces >= max}
          @click=${() => (this.pieces = pieces + 1)}
        >
          +
        </button>
      </div>
    </div>`;
  }
}
