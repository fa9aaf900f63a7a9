import type { Claim, Replacement } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ClaimsTexts } from '../locales/claims.ts';
import { moneyText } from '../shared/money.ts';
import { clockTime, dateOf, dayWord, type TimeWords } from '../shared/time.ts';

type View = TemplateResult | typeof nothing;

/** What becomes of a claim: its state, its clock, what was proposed, what goes back or comes again. */
export function claimStateView(
  claim: Claim,
  replacement: Replacement | undefined,
  now: number,
  texts: ClaimsTexts,
  words: TimeWords,
): TemplateResult {
  const { status, decision, outcome } = claim;
  const open = status === 'open' || status === 'proposed';
  const done = status === 'refunded' || status === 'replaced' || status === 'approved';
  return html`<b class=${done ? 'done' : open ? 'soon' : 'muted'}>${texts.state[status]}</b>
    ${amountView(claim, texts, words)} ${open ? clockView(claim, now, texts, words) : nothing}
    ${
      outcome === 'replacement' && replacement
        ? html`<small>${texts.again[replacement.status](replacement.pieces)}</small>`
        : nothing
    }
    ${decision ? html`<small>“${decision}”</small>` : nothing}`;
}

function amountView(
  { status, proposedAmount, approvedAmount, requestedAmount, suggestedAmount }: Claim,
  texts: ClaimsTexts,
  { locale }: TimeWords,
): View {
  const ways = [
    ['refunded', status === 'refunded' && approvedAmount],
    ['refund', status === 'approved' && approvedAmount],
    ['proposed', status === 'proposed' && proposedAmount],
    ['asked', status === 'open' && requestedAmount],
    ['suggested', status === 'open' && suggestedAmount],
  ] as const;
  for (const [name, sum] of ways) if (sum) return html`<small>${texts[name](moneyText(sum, locale))}</small>`;
  return nothing;
}

function clockView({ decideBy }: Claim, now: number, texts: ClaimsTexts, words: TimeWords): View {
  if (!decideBy) return nothing;
  const until = Date.parse(decideBy);
  if (now >= until) return html`<small class="soon">${texts.late}</small>`;
  const day = dayWord(dateOf(until, words.zone), now, words);
  return html`<small>${texts.answerBy(day, clockTime(until, words))}</small>`;
}
