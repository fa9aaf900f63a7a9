import { deliveriesOf, type DeliveryStop } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { countTexts } from '../../locales/count.ts';
import { problemView } from '../../locales/problem.ts';
import { type FormPictures, formPictures } from '../../pictures/form-pictures.ts';
import { type PropertyDeclarations, state } from '../../provider/base-element.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { saidIn } from '../../shared/said.ts';
import { countStyles } from './count.styles.ts';

type Texts = (typeof countTexts)['zh-CN' | 'en'];

/** As many pictures as a count takes. */
const picturesMax = 5;

/**
 * Counting what has come to a point against what was signed for, inside `<tuan-leader>`. What differs is told to the
 * shop, with pictures; the shop decides.
 *
 * @fires tuan-counted - the count was told
 * @fires tuan-back - closed without one
 */
export class TuanLeaderCount extends TuanElement {
  static override styles = countStyles;
  static override properties: PropertyDeclarations = {
    run: state,
    stop: state,
    counted: state,
    pictures: state,
  };

  /** The id of the delivery run. */
  run = '';
  stop: DeliveryStop | undefined;
  /** Pieces by variant, where they are other than was signed for. */
  private counted: Readonly<Record<string, number>> = {};
  private pictures: FormPictures | undefined;

  protected override readonly subject = ['stop'];

  protected override async load(_tuan: Tuan): Promise<void> {
    const lines = this.stop?.lines ?? [];
    this.counted = Object.fromEntries(
      lines.map(({ variantId, counted, delivered }) => [variantId, counted ?? delivered]),
    );
    this.pictures ??= await formPictures(this, 'leader', picturesMax);
  }

  get #differing(): DeliveryStop['lines'] {
    const lines = this.stop?.lines ?? [];
    return lines.filter(({ variantId, delivered }) => (this.counted[variantId] ?? delivered) !== delivered);
  }

  readonly #send = (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const note = saidIn(event)('note');
    return this.attempt(async ({ connection }) => {
      const { run: runId, stop, counted, pictures } = this;
      if (!stop) return;
      await deliveriesOf(connection).count({
        runId,
        stopId: stop.id,
        lines: this.#differing.map(({ variantId, delivered }) => ({
          variantId,
          counted: counted[variantId] ?? delivered,
        })),
        pictures: pictures?.ids() ?? [],
        ...(note && { note }),
      });
      this.tell('tuan-counted', {});
    });
  };

  #take(variantId: string, pieces: number): void {
    this.counted = { ...this.counted, [variantId]: Math.max(0, pieces) };
  }

  override render(): TemplateResult {
    const { tuan, stop, problem, busy, pictures } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    const texts = countTexts[locale];
    if (!stop) return html``;
    const count = this.#differing.length;
    const waiting = pictures?.ready() === false;
    return html`<form @submit=${this.#send}>
      <h3>${texts.title} · ${stop.name}</h3>
      <small>${texts.hint}</small>
      <ul>
        ${stop.lines.map((line) => this.#lineView(line, texts))}
      </ul>
      ${
        count > 0
          ? html`${pictures?.view()}
              <label
                ><span class="label">${texts.note}</span
                ><input name="note" maxlength="500" .value=${stop.countNote}
              /></label>`
          : nothing
      }
      ${problem ? problemView(problem, locale, texts) : nothing}
      <div class="ask">
        <button type="button" class="plain" @click=${() => this.tell('tuan-back', {})}>${texts.back}</button>
        <button class="main" ?disabled=${busy || waiting}>
          ${waiting ? texts.uploading : count > 0 ? texts.different(count) : texts.same}
        </button>
      </div>
    </form>`;
  }

  #lineView(
    { variantId, title, specification, unit, delivered }: DeliveryStop['lines'][number],
    texts: Texts,
  ): TemplateResult {
    const counted = this.counted[variantId] ?? delivered;
    const typed = ({ target }: Event): void =>
      this.#take(variantId, Math.trunc(Number((target as HTMLInputElement).value)) || 0);
    return html`<li>
      <span
        >${title}
        ${specification}<small>${texts.signed(delivered, unit)}</small>${
          counted === delivered
            ? nothing
            : html`<small class="soon">${texts.differs(counted - delivered)}</small>`
        }</span
      >
      <div class="stepper">
        <button
          type="button"
          aria-label=${texts.less(title)}
          ?disabled=${counted < 1}
          @click=${() => this.#take(variantId, counted - 1)}
        >
          −
        </button>
        <input inputmode="numeric" aria-label=${title} .value=${String(counted)} @change=${typed} />
        <button
          type="button"
          aria-label=${texts.more(title)}
          @click=${() => this.#take(variantId, counted + 1)}
        >
          +
        </button>
      </div>
    </li>`;
  }
}
