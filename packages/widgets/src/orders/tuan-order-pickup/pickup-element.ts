import { collectorOf, type OpenCampaign, type Order, pickupSlots } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { pickupTexts } from '../../locales/pickup.ts';
import { problemView } from '../../locales/problem.ts';
import { type PropertyDeclarations, type PropertyValues, state } from '../../provider/base-element.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { saidIn } from '../../shared/said.ts';
import { brought } from '../../shared/brought.ts';
import { pickupStyles } from './pickup.styles.ts';

type Texts = (typeof pickupTexts)['zh-CN' | 'en'];

/**
 * Two small forms inside `<tuan-order>`: who else may collect, and when it is collected.
 *
 * @fires tuan-pickup-changed - it was changed; the order is to be read again
 * @fires tuan-back - closed without a change
 */
export class TuanOrderPickup extends TuanElement {
  static override styles = pickupStyles;
  static override properties: PropertyDeclarations = {
    order: state,
    round: state,
    form: state,
    slotId: state,
    wrong: state,
  };

  order: Order | undefined;
  round: OpenCampaign | undefined;
  form: 'collector' | 'slot' = 'collector';
  /** The chosen time; null: none, and `''` while there is no choice. */
  private slotId: string | null = '';
  /** Whether the end of the phone is none. */
  private wrong = false;
  #focused = false;

  protected override readonly subject = ['form'];

  protected override async load(): Promise<void> {
    if (this.form !== 'slot') return;
    this.slotId = this.order?.slot?.id ?? null;
    await brought(import('../../pickup-points/tuan-slots/tuan-slots.ts'));
  }

  /** Who opened a form goes on in it, also by keyboard and with a screen reader. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const first = this.renderRoot.querySelector('input');
    if (!first || this.#focused) return;
    this.#focused = true;
    first.focus();
  }

  readonly #name = (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const said = saidIn(event);
    const [name, phoneTail] = [said('name'), said('tail')];
    this.wrong = !!phoneTail && !/^\d{4}$/.test(phoneTail);
    return this.attempt(async ({ connection }) => {
      const { order, wrong } = this;
      if (!order || !name || wrong) return;
      await collectorOf(connection).allow({ orderId: order.id, name, ...(phoneTail && { phoneTail }) });
      this.tell('tuan-pickup-changed', {});
    });
  };

  readonly #book = (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    return this.attempt(async ({ connection }) => {
      const { order, slotId } = this;
      if (!order || slotId === '') return;
      await pickupSlots(connection).choose({ orderId: order.id, slotId });
      this.tell('tuan-pickup-changed', {});
    }).then(() => this.#renew());
  };

  /** A time that was taken meanwhile is shown so, and another one is chosen. */
  #renew(): void {
    if (!this.problem?.code.startsWith('slot_')) return;
    const { slotId } = this;
    this.slotId = '';
    this.renderRoot.querySelector('tuan-slots')?.renew(slotId);
  }

  readonly #back = (): void => void this.tell('tuan-back', {});

  override render(): TemplateResult {
    const { tuan, problem, busy, form } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    const texts = pickupTexts[locale];
    const naming = form === 'collector';
    return html`<form @submit=${naming ? this.#name : this.#book}>
      ${naming ? this.#collectorView(texts) : this.#slotsView()}
      ${problem ? problemView(problem, locale, texts) : nothing}
      <div class="ask">
        <button type="button" class="plain" @click=${this.#back}>${texts.back}</button>
        <button class="main" ?disabled=${busy || (!naming && this.slotId === '')}>
          ${naming ? texts.save : texts.book}
        </button>
      </div>
    </form>`;
  }

  #collectorView(texts: Texts): TemplateResult {
    return html`<h3>${texts.who}</h3>
      <small>${texts.whoHint}</small>
      <label
        ><span class="label">${texts.name}</span>
        <input name="name" required maxlength="60" autocomplete="off"
      /></label>
      <label
        ><span class="label">${texts.tail}</span>
        <input
          name="tail"
          maxlength="4"
          inputmode="numeric"
          autocomplete="off"
          aria-invalid=${this.wrong}
          aria-describedby="tail-wrong"
      /></label>
      <span id="tail-wrong" class="wrong" role="alert">${this.wrong ? texts.tailWrong : nothing}</span>`;
  }

  #slotsView(): TemplateResult {
    const { order, round, slotId } = this;
    const point = round?.pickupPoints.find(({ id }) => id === order?.pickupPointId);
    return html`<tuan-slots
      .campaign=${order?.campaignId}
      .point=${order?.pickupPointId}
      .required=${point?.slots === 'required'}
      .zone=${round?.zone}
      .chosen=${slotId}
      .own=${order?.slot?.id ?? null}
      .choose=${(chosen: string | null) => (this.slotId = chosen)}
    ></tuan-slots>`;
  }
}
