import type { Commission, Explanation } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { CommissionTexts } from '../locales/commission.ts';
import { moneyText, price } from '../shared/money.ts';
import { clockTime, dateOf, dayWord, type TimeWords } from '../shared/time.ts';
import { reasonsView } from '../orders/reasons-view.ts';
import { byOrder, percentText } from './earnings.ts';

/** What the list is shown with. */
export interface Ledger {
  readonly texts: CommissionTexts;
  readonly words: TimeWords;
  readonly now: number;
  /** The commission that is explained, and what is known of it: undefined while it is fetched. */
  readonly asked: string;
  readonly answer: Explanation | 'none' | undefined;
  readonly ask: (commissionId: string) => unknown;
}

/** Commissions, those of one order together, each with its state and a way to ask why. */
export function commissionsView(commissions: readonly Commission[], ledger: Ledger): TemplateResult {
  const { texts, words, now } = ledger;
  return html`<ol class="orders">
    ${byOrder(commissions).map((lines) => {
      const [first] = lines;
      const placed = Date.parse(first.placedAt);
      const day = dayWord(dateOf(placed, words.zone), now, words);
      const due = { ...first.due, amount: lines.reduce((sum, one) => sum + one.due.amount, 0) };
      return html`<li>
        <h3><span>${texts.order(day, clockTime(placed, words))}</span>${price(due, words.locale)}</h3>
        <ul class="lines">
          ${lines.map((line) => lineView(line, ledger))}
        </ul>
      </li>`;
    })}
  </ol>`;
}

function lineView(line: Commission, ledger: Ledger): TemplateResult {
  const { texts, words, asked, ask } = ledger;
  const { id, title, pieces, kind, due, status } = line;
  const open = asked === id;
  const about = [texts.kind[kind], texts.pieces(pieces), stateText(line, ledger)].filter(Boolean);
  return html`<li>
    <span>${title}<small class=${status === 'earned' ? 'done' : ''}>${about.join(' · ')}</small></span>
    <span class="due">${price(due, words.locale)}</span>
    <button
      class="plain"
      aria-expanded=${open}
      aria-label=${texts.whyAbout(title)}
      @click=${() => ask(open ? '' : id)}
    >
      ${texts.why}
    </button>
    ${open ? whyView(line, ledger) : nothing}
  </li>`;
}

function stateText({ status, earnableAt, completedAt }: Commission, { texts, words, now }: Ledger): string {
  const word = texts.status[status] ?? status;
  if (status !== 'accrued' || !completedAt) return word;
  // Completed and without an end of the time for claims: a claim is open.
  if (!earnableAt) return `${word} · ${texts.claimOpen}`;
  const day = dayWord(dateOf(Date.parse(earnableAt), words.zone), now, words);
  return `${word} · ${texts.earnsOn(day)}`;
}

/** The chain as the API tells it; where it tells none, what the commission itself says. */
function whyView(line: Commission, { answer, texts, words }: Ledger): TemplateResult {
  if (answer === undefined) return html`<div class="why skeleton" role="status"></div>`;
  const { locale } = words;
  if (answer === 'none')
    return html`<ol class="why">
      ${ownSentences(line, texts, locale).map((sentence) => html`<li>${sentence}</li>`)}
    </ol>`;
  return html`<div class="why">${reasonsView(answer, locale)}</div>`;
}

function ownSentences(
  { paid, refunded, basisPoints, perPiece, base, decidedBy, due }: Commission,
  texts: CommissionTexts,
  locale: string,
): string[] {
  const rate =
    perPiece === null
      ? texts.rate(percentText(basisPoints ?? 0, locale))
      : texts.perPiece(moneyText(perPiece, locale));
  const kept = { ...paid, amount: paid.amount - refunded.amount };
  const back = [texts.refunded(moneyText(refunded, locale)), texts.kept(moneyText(kept, locale))];
  return [
    texts.paidFor(moneyText(paid, locale)),
    ...(refunded.amount > 0 ? back : []),
    [
      rate,
      ...(base === 'gross' ? [texts.gross] : []),
      ...(decidedBy ? [texts.decidedBy[decidedBy]] : []),
    ].join(locale === 'en' ? ', ' : '，'),
    texts.result(moneyText(due, locale)),
  ];
}
