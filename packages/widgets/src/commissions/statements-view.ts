import type { Statement, StatementLine } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { CommissionTexts } from '../locales/commission.ts';
import { price } from '../shared/money.ts';
import { dateOf, dayWord, type TimeWords } from '../shared/time.ts';
import type { Pages } from './earnings.ts';

/** What the statements are shown with. */
export interface Desk {
  readonly texts: CommissionTexts;
  readonly words: TimeWords;
  readonly now: number;
  /** The statement that is open, and its lines: undefined while they are fetched. */
  readonly chosen: string;
  readonly lines: Pages<StatementLine> | undefined;
  readonly choose: (statementId: string) => unknown;
  readonly more: () => unknown;
}

const sums = ['carried', 'earned', 'reversed', 'bonus', 'charged', 'cashSetOff'] as const;

/** Statements, the newest first; one of them open with how it comes to its sum, and every movement in it. */
export function statementsView(statements: readonly Statement[], desk: Desk): TemplateResult {
  const { texts, words, now, chosen, choose } = desk;
  return html`<ol class="statements">
    ${statements.map((statement) => {
      const { id, to, total } = statement;
      const open = chosen === id;
      // The end itself no longer belongs to it.
      const day = dayWord(dateOf(Date.parse(to) - 1, words.zone), now, words);
      return html`<li>
        <button class="statement" aria-expanded=${open} @click=${() => choose(open ? '' : id)}>
          <span>${texts.upTo(day)}</span>${price(total, words.locale)}
        </button>
        ${open ? statementView(statement, desk) : nothing}
      </li>`;
    })}
  </ol>`;
}

function statementView(statement: Statement, { texts, words, lines, more }: Desk): TemplateResult {
  const { locale } = words;
  const sign = (name: (typeof sums)[number]): number => (name === 'cashSetOff' ? -1 : 1);
  return html`<dl class="sheet">
      ${sums
        .filter((name) => statement[name].amount !== 0)
        .map((name) => {
          const amount = statement[name].amount * sign(name);
          return html`<dt>${texts.sums[name]}</dt>
            <dd>${price({ ...statement[name], amount }, locale)}</dd>`;
        })}
      <dt class="last">${texts.sums['balance']}</dt>
      <dd class="last">${price(statement.balance, locale)}</dd>
    </dl>
    ${
      lines
        ? html`<ul class="movements">
            ${lines.data.map(
              ({ kind, title, amount, reason }) =>
                html`<li>
                  <span>${title ?? reason}<small>${texts.lineKind[kind]}</small></span>
                  <span class="due">${price(amount, locale)}</span>
                </li>`,
            )}
          </ul>`
        : html`<div class="why skeleton" role="status"></div>`
    }
    ${lines?.nextCursor ? html`<button class="wide" @click=${more}>${texts.more}</button>` : nothing}`;
}
