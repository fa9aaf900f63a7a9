import { type AnswerOf, pickupSlots } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { loadingText, problemView } from '../../locales/problem.ts';
import { slotTexts } from '../../locales/slots.ts';
import { type PropertyDeclarations, state } from '../../provider/base-element.ts';
import type { Locale, Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { dayWord } from '../../shared/time.ts';
import { slotsStyles } from './slots.styles.ts';

type Slot = AnswerOf<'pickupSlots', 'list'>['data'][number];

/** From here on how many are free is worth a word. */
const few = 3;

/**
 * The times that an order of a campaign can book at a pickup point (分时预约), to choose one. Whoever shows it keeps
 * what was chosen: `''` while something has yet to be, null where no time is booked.
 */
export class TuanSlots extends TuanElement {
  static override styles = slotsStyles;
  static override properties: PropertyDeclarations = {
    campaign: {},
    point: {},
    required: state,
    chosen: state,
    own: state,
    zone: state,
    choose: state,
    slots: state,
  };

  campaign = '';
  point = '';
  /** Whether the shop hands over by booked time only. */
  required = false;
  chosen: string | null = '';
  /** The time that the order has booked already: for this order it is not full. */
  own: string | null = null;
  /** The time zone of the shop. */
  zone: string | undefined;
  /** Told of every choice, and when the one that was made is no longer free. */
  choose: ((slotId: string | null) => void) | undefined;
  private slots: readonly Slot[] | undefined;
  /** The one that was refused: what every shopper sees may be a second old, and the refusal knows better. */
  #refused: string | null = null;

  protected override readonly subject = ['campaign', 'point'];

  protected override async load({ connection }: Tuan): Promise<void> {
    const { campaign: campaignId, point: pickupPointId } = this;
    const { data } = await pickupSlots(connection).list({ campaignId, pickupPointId });
    if (pickupPointId !== this.point) return;
    this.slots = data.map((slot) => (slot.id === this.#refused ? { ...slot, free: 0 } : slot));
    const free = this.slots.some(
      (slot) => slot.id === this.chosen && (slot.free > 0 || slot.id === this.own),
    );
    const kept = this.chosen ? free : this.chosen === null && !this.required;
    // A time that was lost is chosen anew: nobody is to come at any time who wanted an hour.
    if (!kept) this.choose?.(data.length > 0 ? '' : null);
  }

  /** What it says, the sentences of refusals among it. */
  get texts(): (typeof slotTexts)[Locale] {
    return slotTexts[this.tuan?.locale ?? 'zh-CN'];
  }

  /** Shows what is free now, after a time was refused. */
  readonly renew = (refused: string | null): void => {
    this.#refused = refused;
    this.reload();
  };

  override render(): TemplateResult {
    const { slots, problem, tuan, zone, required, texts } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    if (problem) return problemView(problem, locale, {}, this.reload);
    const [first] = slots ?? [];
    if (slots && !first) return html``;
    const now = tuan?.connection.now() ?? 0;
    const day = first ? dayWord(first.date, now, { locale, zone }) : nothing;
    const full = slots?.every(({ free }) => free <= 0);
    return html`<fieldset>
      <legend>${texts.when} <small>${day}</small></legend>
      ${full && required ? html`<p class="note" role="status">${texts.allFull}</p>` : nothing}
      <div role=${slots ? nothing : 'status'} aria-label=${slots ? nothing : loadingText(locale)}>
        ${required ? nothing : this.#choice(null, texts.any, html`<small>${texts.anyHint}</small>`)}
        ${slots?.map((slot) => this.#slotView(slot)) ?? [waiting, waiting, waiting, waiting]}
      </div>
    </fieldset>`;
  }

  #slotView({ id, opens, closes, free }: Slot): TemplateResult {
    const { texts } = this;
    const own = id === this.own;
    const hint = own
      ? html`<small>${texts.own}</small>`
      : free <= 0
        ? html`<small>${texts.full}</small>`
        : free <= few
          ? html`<small class="soon">${texts.few(free)}</small>`
          : html`<small>${texts.free(free)}</small>`;
    return this.#choice(id, `${opens}–${closes}`, hint, free <= 0 && !own);
  }

  #choice(id: string | null, name: string, hint: TemplateResult, full = false): TemplateResult {
    return html`<label class=${id ? '' : 'any'}>
      <input
        type="radio"
        name="slot"
        .checked=${id === this.chosen}
        ?disabled=${full}
        @change=${() => this.choose?.(id)}
      />
      <span>${name}${hint}</span>
    </label>`;
  }
}

/** The layout to come, so that little jumps. */
const waiting = html`<label class="skeleton" aria-hidden="true"></label>`;
