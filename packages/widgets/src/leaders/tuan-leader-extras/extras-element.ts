import {
  ClientProblem,
  type CutShortLine,
  type ExtraOffer,
  extrasOf,
  newKey,
  type PickupPoint,
} from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { extrasTexts } from '../../locales/extras.ts';
import { loadingText, problemView } from '../../locales/problem.ts';
import { type PropertyDeclarations, state } from '../../provider/base-element.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { moneyText } from '../../shared/money.ts';
import { saidIn } from '../../shared/said.ts';
import { clockTime, dateOf, dayWord } from '../../shared/time.ts';
import { extrasStyles } from './extras.styles.ts';

type Texts = (typeof extrasTexts)['zh-CN' | 'en'];

/** What is offered, and whom to ask first. */
interface Shown {
  readonly extra: ExtraOffer;
  readonly asked: readonly CutShortLine[];
}

/** As many neighbours as are worth asking for one offer. */
const askedMax = 50;

/**
 * Goods beyond what was ordered, inside `<tuan-leader>`: what there is, until when, whom to ask first, and giving some.
 *
 * @fires tuan-extra-given - a neighbour has an order of it: `detail.order`
 */
export class TuanLeaderExtras extends TuanElement {
  static override styles = extrasStyles;
  static override properties: PropertyDeclarations = {
    points: state,
    zone: state,
    shown: state,
    chosen: state,
    at: state,
    done: state,
  };

  /** The points where the leader hands over now. */
  points: readonly Pick<PickupPoint, 'id' | 'name'>[] = [];
  zone: string | undefined;
  private shown: readonly Shown[] | undefined;
  /** Who was chosen, by offer: the line that came short, or `''` for somebody else. */
  private chosen: Readonly<Record<string, string>> = {};
  /** The offer that was given from last: what came of it stands there. */
  private at = '';
  private done = '';
  /** Made once for what is given, so that giving it again after a lost answer counts once. */
  #key = newKey();
  #intent = '';

  protected override async load({ connection }: Tuan): Promise<void> {
    const { list, cutShort } = extrasOf(connection);
    const { data } = await list({ limit: 50 });
    this.shown = await Promise.all(
      data
        .filter(({ open }) => open)
        .map(async (extra) => {
          const asked = (await cutShort({ extraId: extra.id, limit: askedMax })).data;
          return { extra, asked: asked.filter((one) => wishOf(one) > 0) };
        }),
    );
  }

  #give({ extra, asked }: Shown, event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const said = saidIn(event);
    const line = asked.find(({ orderLineId }) => orderLineId === said('who'));
    const name = said('name');
    const [only] = this.points;
    const given = {
      extraId: extra.id,
      pieces: Math.trunc(Number(said('pieces'))) || 0,
      customer: line?.customerId ?? (/^\+?[\d\s-]{7,}$/.test(name) ? { phone: name } : { nickname: name }),
      pickupPointId: line?.pickupPointId ?? (said('point') || (only?.id ?? '')),
    };
    const intent = JSON.stringify(given);
    if (intent !== this.#intent) this.#key = newKey();
    this.#intent = intent;
    this.at = extra.id;
    this.done = '';
    return this.attempt(async (tuan) => {
      if (!line && !name) throw new ClientProblem({ code: 'customer_required' });
      const { locale, connection } = tuan;
      try {
        const { order } = await extrasOf(connection).assign(given, { idempotencyKey: this.#key });
        const sum = moneyText(order.amountDue, locale);
        this.done = extrasTexts[locale].given(line?.customerName ?? name, given.pieces, sum);
        this.#intent = '';
        this.chosen = {};
        this.tell('tuan-extra-given', { order });
      } finally {
        // Whether it was given or refused, what is left may be otherwise now.
        await this.load(tuan).catch(() => undefined);
      }
    });
  }

  override render(): TemplateResult {
    const { tuan, shown, problem, at, done } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    const texts = extrasTexts[locale];
    const trouble = problem ? problemView(problem, locale, sentencesOf(problem, texts)) : nothing;
    if (!shown)
      return problem
        ? html`${trouble}`
        : html`<div class="skeleton" role="status" aria-label=${loadingText(locale)}></div>`;
    const here = shown.some(({ extra }) => extra.id === at);
    return html`<section>
      <h3>${texts.title}</h3>
      <small>${texts.hint}</small>
      <p role="status" class="done">${done ? `✓ ${done}` : nothing}</p>
      ${here ? nothing : trouble} ${shown.length === 0 ? html`<p class="muted">${texts.none}</p>` : nothing}
      ${shown.map((one) => this.#extraView(one, texts, one.extra.id === at ? trouble : nothing))}
    </section>`;
  }

  #extraView(shown: Shown, texts: Texts, trouble: TemplateResult | typeof nothing): TemplateResult {
    const { extra, asked } = shown;
    const { title, unit, left, unitPrice } = extra;
    const line = asked.find(({ orderLineId }) => orderLineId === this.#chosenOf(shown));
    return html`<form novalidate @submit=${(event: SubmitEvent) => void this.#give(shown, event)}>
      <header>
        <b>${title}</b>
        <small>${texts.left(left, unit, moneyText(unitPrice, this.tuan?.locale ?? 'zh-CN'))}</small>
        <small>${texts.until(this.#untilOf(extra))}</small>
      </header>
      <fieldset>
        <legend>${texts.who}</legend>
        <div class="choices">
          ${asked.map((one) => this.#choice(shown, one.orderLineId, one.customerName, whyOf(one, texts)))}
          ${this.#choice(shown, '', texts.other)}
        </div>
      </fieldset>
      ${line ? nothing : this.#otherView(texts)}
      <div class="row">
        <label
          ><span class="label">${texts.pieces}</span
          ><input
            name="pieces"
            type="number"
            inputmode="numeric"
            min="1"
            max=${left}
            .value=${String(line ? Math.min(left, wishOf(line)) : 1)}
            aria-label="${title} ${texts.pieces}"
        /></label>
      </div>
      ${trouble}
      <div class="ask">
        <button class="main" ?disabled=${this.busy}>${texts.give}</button>
      </div>
    </form>`;
  }

  #choice(shown: Shown, who: string, name: string, why = ''): TemplateResult {
    const { id } = shown.extra;
    return html`<label
      ><input
        type="radio"
        name="who"
        value=${who}
        .checked=${this.#chosenOf(shown) === who}
        @change=${() => (this.chosen = { ...this.chosen, [id]: who })}
      /><span>${name} ${why ? html`<small>${why}</small>` : nothing}</span></label
    >`;
  }

  /** Who came first is asked first. */
  #chosenOf({ extra, asked }: Shown): string {
    return this.chosen[extra.id] ?? asked[0]?.orderLineId ?? '';
  }

  #otherView(texts: Texts): TemplateResult {
    const { points } = this;
    return html`<div class="row">
      <label
        ><span class="label">${texts.name}</span><input name="name" maxlength="60" autocomplete="off"
      /></label>
      ${
        points.length > 1
          ? html`<label
              ><span class="label">${texts.point}</span
              ><select name="point">
                ${points.map((point) => html`<option value=${point.id}>${point.name}</option>`)}
              </select></label
            >`
          : nothing
      }
    </div>`;
  }

  #untilOf({ endsAt }: ExtraOffer): string {
    const { tuan, zone } = this;
    const words = { locale: tuan?.locale ?? 'zh-CN', zone };
    const at = Date.parse(endsAt);
    return `${dayWord(dateOf(at, zone), tuan?.connection.now() ?? at, words)} ${clockTime(at, words)}`;
  }
}

/** What is still missed or wished, less what was given since. */
function wishOf({ short, lost, unfilled, given }: CutShortLine): number {
  return short + lost + unfilled - given;
}

function whyOf({ short, lost, unfilled, given }: CutShortLine, texts: Texts): string {
  const missed = short + lost;
  return [
    missed > 0 ? texts.missed(missed) : '',
    unfilled > 0 ? texts.wished(unfilled) : '',
    given > 0 ? texts.had(given) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** The sentences of refusals, with how many are left and how often nobody came. */
function sentencesOf({ facts }: ClientProblem, texts: Texts): object {
  const { policy, noShows, left } = facts;
  return {
    ...texts,
    extra_too_many: texts.tooMany(Number(left ?? 0)),
    ...(policy === 'noShows' && { pay_at_pickup_refused: texts.noShows(Number(noShows)) }),
  };
}
