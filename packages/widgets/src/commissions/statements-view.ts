import type { Statement, StatementLine, StatementPreview } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { SheetTexts } from '../locales/sheets.ts';
import { moneyText, price } from '../shared/money.ts';
import { dateOf, dayWord, type TimeWords } from '../shared/time.ts';
import { type Pages, percentText } from './earnings.ts';

/** What the statements are shown with. */
export interface Desk {
  readonly texts: SheetTexts;
  readonly words: TimeWords;
  readonly now: number;
  /** The id of the statement that is open, or `next`, and its lines: undefined while they are fetched. */
  readonly chosen: string;
  readonly lines: Pages<StatementLine> | undefined;
  readonly choose: (statementId: string) => unknown;
  readonly more: () => unknown;
  /** The page of the open statement, where it was asked for. */
  readonly paper: Paper | undefined;
  readonly fetchPaper: (cursor?: string) => unknown;
}

/** A page to print. */
export interface Paper {
  readonly html: string;
  /** Where the next part of a long one begins. */
  readonly cursor: string | undefined;
}

const sums = ['carried', 'earned', 'reversed', 'bonus', 'charged', 'cashSetOff'] as const;

/** What the next statement would say by now: a charge is seen before it is frozen. */
export function nextView(preview: StatementPreview, desk: Desk): TemplateResult {
  return itemView('next', desk.texts.next, preview, desk);
}

/** Statements, the newest first; one of them open with how it comes to its sum, and every movement in it. */
export function statementView(statement: Statement, desk: Desk): TemplateResult {
  const { texts, words, now } = desk;
  const { id, to, payoutStatus } = statement;
  // The end itself no longer belongs to it.
  const day = dayWord(dateOf(Date.parse(to) - 1, words.zone), now, words);
  const paid = payoutStatus ? texts.payout[payoutStatus] : undefined;
  return itemView(id, texts.upTo(day), statement, desk, paid);
}

function itemView(
  id: string,
  title: string,
  sheet: Statement | StatementPreview,
  desk: Desk,
  paid?: string,
): TemplateResult {
  const { words, chosen, choose } = desk;
  const open = chosen === id;
  return html`<li>
    <button class="statement" aria-expanded=${open} @click=${() => choose(open ? '' : id)}>
      <span>${title}${paid ? html`<small>${paid}</small>` : nothing}</span>${price(sheet.total, words.locale)}
    </button>
    ${open ? openView(sheet, desk) : nothing}
  </li>`;
}

function openView(sheet: Statement | StatementPreview, desk: Desk): TemplateResult {
  const { texts, words, now, lines, more, chosen } = desk;
  const { locale } = words;
  const sign = (name: (typeof sums)[number]): number => (name === 'cashSetOff' ? -1 : 1);
  return html`<dl class="sheet">
      ${sums
        .filter((name) => sheet[name].amount !== 0)
        .map((name) => {
          const amount = sheet[name].amount * sign(name);
          return html`<dt>${texts.sums[name]}</dt>
            <dd>${price({ ...sheet[name], amount }, locale)}</dd>`;
        })}
      <dt class="last">${texts.sums['balance']}</dt>
      <dd class="last">${price(sheet.balance, locale)}</dd>
    </dl>
    ${
      lines
        ? html`<ul class="movements">
            ${lines.data.map(
              (line) =>
                html`<li>
                  <span
                    >${line.title ?? line.reasonTexts[locale === 'en' ? 'en' : 'zh']}<small
                      >${aboutLine(line, texts, words, now)}</small
                    ></span
                  >
                  <span class="due">${price(line.amount, locale)}</span>
                </li>`,
            )}
          </ul>`
        : html`<div class="why skeleton" role="status"></div>`
    }
    ${lines?.nextCursor ? html`<button class="wide" @click=${more}>${texts.more}</button>` : nothing}
    ${chosen === 'next' ? nothing : paperView(desk)}`;
}

/** The page stands in a frame in which nothing runs, as it needs the session that a link could not send. */
function paperView({ texts, paper, fetchPaper }: Desk): TemplateResult {
  if (!paper) return html`<button class="wide" @click=${() => fetchPaper()}>${texts.paper}</button>`;
  const { html: page, cursor } = paper;
  return html`<iframe sandbox="allow-same-origin allow-modals" title=${texts.paper} srcdoc=${page}></iframe>
    <button class="wide" @click=${printFrame}>${texts.print}</button>
    ${cursor ? html`<button class="wide" @click=${() => fetchPaper(cursor)}>${texts.rest}</button>` : nothing}`;
}

function printFrame({ currentTarget }: Event): void {
  (currentTarget as Element).parentElement?.querySelector('iframe')?.contentWindow?.print();
}

/** What it is, of what at which rate, why and when. */
function aboutLine(line: StatementLine, texts: SheetTexts, words: TimeWords, now: number): string {
  const { kind, title, pieces, commissionKind, basisPoints, perPiece, reasonTexts, datedAt } = line;
  const { locale, zone } = words;
  const rate = perPiece ? texts.perPiece(moneyText(perPiece, locale)) : percentText(basisPoints, locale);
  return [
    texts.lineKind[kind],
    commissionKind ? texts.kind[commissionKind] : '',
    ...(kind === 'earned' && pieces !== null ? [texts.pieces(pieces), rate] : []),
    title === null ? '' : reasonTexts[locale === 'en' ? 'en' : 'zh'],
    dayWord(dateOf(Date.parse(datedAt), zone), now, words),
  ]
    .filter(Boolean)
    .join(' · ');
}
