import type { Claim, OrderLine, ShownPicture } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { leaderClaimsTexts } from '../../locales/leader-claims.ts';
import { picturesView } from '../../pictures/shown-pictures.ts';
import { fieldText } from '../../shared/money-field.ts';
import { moneyText } from '../../shared/money.ts';
import { clockTime, dateOf, dayWord, type TimeWords } from '../../shared/time.ts';

type LeaderClaimsTexts = (typeof leaderClaimsTexts)['zh-CN' | 'en'];

/** What a claim is shown and decided with. */
export interface Desk {
  readonly texts: LeaderClaimsTexts;
  readonly words: TimeWords;
  readonly now: number;
  readonly busy: boolean;
  readonly line: OrderLine | undefined;
  readonly pictures: ReadonlyMap<string, ShownPicture>;
  /** Whether it has to be said who bears the cost. */
  readonly asksFault: boolean;
  readonly decide: (event: SubmitEvent) => unknown;
  readonly trouble: unknown;
}

/** A claim as its leader decides it: what is wrong, by when, how often this neighbour had one, and what to do. */
export function leaderClaimView(claim: Claim, desk: Desk): TemplateResult {
  const { texts, line, pictures, trouble } = desk;
  const { pieces, reason, description, customerHistory: history, wish } = claim;
  return html`<li>
    <b>${texts.about(line?.title ?? '', pieces, line?.unit ?? '')} · ${reason}</b>
    ${description ? html`<small>“${description}”</small>` : nothing}
    ${picturesView(claim.pictures, pictures, texts.picture)}
    ${wish ? html`<small>${texts.wishes[wish]}</small>` : nothing} ${clockView(claim, desk)}
    ${
      history
        ? html`<small class=${history.frequent ? 'soon' : ''}
            >${texts.history(history.claims, history.orders)}${history.frequent ? ` · ${texts.frequent}` : nothing}</small
          >`
        : nothing
    }
    ${claim.status === 'open' ? formView(claim, desk) : nothing}
    ${
      claim.status === 'proposed' && claim.proposedAmount
        ? html`<small class="done"
            >${texts.proposed(moneyText(claim.proposedAmount, desk.words.locale))}</small
          >`
        : nothing
    }
    ${trouble}
  </li>`;
}

function clockView({ decideBy }: Claim, { texts, words, now }: Desk): TemplateResult | typeof nothing {
  if (!decideBy) return nothing;
  const until = Date.parse(decideBy);
  if (now >= until) return html`<small class="soon">${texts.late}</small>`;
  const day = dayWord(dateOf(until, words.zone), now, words);
  return html`<small>${texts.answerBy(day, clockTime(until, words))}</small>`;
}

function formView(claim: Claim, { texts, busy, asksFault, decide }: Desk): TemplateResult {
  const amount = claim.requestedAmount ?? claim.suggestedAmount;
  return html`<form @submit=${decide}>
    <div class="fields">
      <label
        ><span class="label">${texts.amount}</span>
        <input name="amount" inputmode="decimal" autocomplete="off" .value=${amount ? fieldText(amount) : ''}
      /></label>
      ${
        asksFault
          ? html`<label
              ><span class="label">${texts.fault}</span>
              <select name="fault">
                ${Object.entries(texts.faults).map(([fault, name]) => html`<option value=${fault}>${name}</option>`)}
              </select></label
            >`
          : nothing
      }
    </div>
    <div class="ask">
      <button name="way" value="propose" ?disabled=${busy}>${texts.propose}</button>
      ${
        claim.pieces > 0
          ? html`<button name="way" value="again" ?disabled=${busy}>${texts.again(claim.pieces)}</button>`
          : nothing
      }
      <button class="main" name="way" value="approve" ?disabled=${busy}>${texts.approve}</button>
    </div>
  </form>`;
}
