import { ClientProblem, type PickupPoint, type Substitute, substitutesOf } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { awayTexts } from '../../locales/away.ts';
import { problemView } from '../../locales/problem.ts';
import { type PropertyDeclarations, state } from '../../provider/base-element.ts';
import type { Tuan } from '../../provider/tuan.ts';
import { TuanElement } from '../../provider/tuan-element.ts';
import { saidIn } from '../../shared/said.ts';
import { dateOf, dayWord } from '../../shared/time.ts';
import { awayStyles } from './away.styles.ts';

/** What is known of a point. */
type Point = Pick<PickupPoint, 'id' | 'name'>;

/** Who stands in while the leader is away, inside `<tuan-leader>`: asked for by phone, for some days, and ended. */
export class TuanLeaderAway extends TuanElement {
  static override styles = awayStyles;
  static override properties: PropertyDeclarations = { points: state, zone: state, substitutes: state };

  /** The points where the leader hands over now. */
  points: readonly Point[] = [];
  zone: string | undefined;
  private substitutes: readonly Substitute[] = [];

  protected override async load({ connection }: Tuan): Promise<void> {
    const { data } = await substitutesOf(connection).list({ limit: 50 });
    const today = dateOf(connection.now(), this.zone);
    this.substitutes = data.filter(({ to, endedAt }) => endedAt === null && to >= today);
  }

  readonly #appoint = (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const said = saidIn(event);
    const reason = said('reason');
    return this.attempt(async (tuan) => {
      await substitutesOf(tuan.connection)
        .appoint({
          pickupPointId: said('point') || (this.points[0]?.id ?? ''),
          phone: said('phone'),
          from: said('from'),
          to: said('to'),
          ...(reason && { reason }),
        })
        .catch((problem: unknown) => {
          // Which field it is does not matter among three: one sentence says what is asked for.
          throw problem instanceof ClientProblem && problem.code === 'invalid_input'
            ? new ClientProblem({ code: 'wrong', status: problem.status })
            : problem;
        });
      await this.load(tuan);
    });
  };

  #end(substituteId: string): Promise<void> {
    return this.attempt(async (tuan) => {
      await substitutesOf(tuan.connection).end({ substituteId });
      await this.load(tuan);
    });
  }

  override render(): TemplateResult {
    const { tuan, points, problem, busy, substitutes, zone } = this;
    const locale = tuan?.locale ?? 'zh-CN';
    const texts = awayTexts[locale];
    const now = tuan?.connection.now() ?? 0;
    const today = dateOf(now, zone);
    const day = (date: string): string => dayWord(date, now, { locale, zone });
    const field = (name: 'from' | 'to'): TemplateResult =>
      html`<label
        ><span class="label">${texts[name]}</span
        ><input type="date" name=${name} required .defaultValue=${today}
      /></label>`;
    return html`<form novalidate @submit=${this.#appoint}>
      <h3>${texts.title}</h3>
      <small>${texts.hint}</small>
      <ul>
        ${substitutes.map(
          ({ id, leaderName, pickupPointName, from, to }) =>
            html`<li>
              <span
                >${texts.standsIn(leaderName, pickupPointName)}<small
                  >${texts.days(day(from), day(to))}</small
                ></span
              >
              <button type="button" class="plain" ?disabled=${busy} @click=${() => void this.#end(id)}>
                ${texts.end}
              </button>
            </li>`,
        )}
      </ul>
      ${
        points.length > 1
          ? html`<label
              ><span class="label">${texts.point}</span
              ><select name="point">
                ${points.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
              </select></label
            >`
          : nothing
      }
      <label
        ><span class="label">${texts.phone}</span><input name="phone" type="tel" required maxlength="40"
      /></label>
      <div class="days">${field('from')} ${field('to')}</div>
      <label><span class="label">${texts.reason}</span><input name="reason" maxlength="500" /></label>
      ${problem ? problemView(problem, locale, texts) : nothing}
      <div class="ask"><button class="main" ?disabled=${busy}>${texts.appoint}</button></div>
    </form>`;
  }
}
