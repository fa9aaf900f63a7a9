import type { CommissionSummary, TargetProgress } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { CommissionTexts } from '../locales/commission.ts';
import { moneyText, price } from '../shared/money.ts';
import { dateOf, dayWord, type TimeWords } from '../shared/time.ts';

/** What is always shown, and what only where there is some of it. */
const always = ['pending', 'earned'] as const;
const where = ['paying', 'debt', 'cash', 'paid'] as const;

/** Each amount with one plain sentence; what can be paid out is the biggest. */
export function summaryView(
  summary: CommissionSummary,
  texts: CommissionTexts,
  locale: string,
): TemplateResult {
  // Below zero it is a debt, which stands below with its own sentence.
  const settled = { ...summary.settled, amount: Math.max(0, summary.settled.amount) };
  const shown = [...always, ...where.filter((name) => summary[name].amount !== 0)];
  return html`<div class="settled">
      <span>${texts.settled}</span>
      ${price(settled, locale, 'big')}
      <small>${settled.amount > 0 ? texts.settledHint : texts.settledNone}</small>
    </div>
    <dl class="sums">
      ${shown.map(
        (name) =>
          html`<div class=${name}>
            <dt>${texts[name]}<small>${hintOf(name, summary, texts)}</small></dt>
            <dd>${price(summary[name], locale)}</dd>
          </div>`,
      )}
    </dl>`;
}

/** Below zero what was earned is owed: by late returns, and by what the leader answers for. */
function hintOf(
  name: (typeof always)[number] | (typeof where)[number],
  { earned }: CommissionSummary,
  texts: CommissionTexts,
): string {
  return name === 'earned' && earned.amount < 0 ? texts.owedHint : texts[`${name}Hint`];
}

/** How far the leader is, and what the next step brings. */
export function targetsView(
  targets: readonly TargetProgress[],
  now: number,
  texts: CommissionTexts,
  words: TimeWords,
): TemplateResult | typeof nothing {
  if (targets.length === 0) return nothing;
  const { locale } = words;
  return html`<h3>${texts.targets}</h3>
    <ul class="targets">
      ${targets.map(({ name, to, sales, bonus, next, withheld }) => {
        const until = dayWord(dateOf(Date.parse(to) - 1, words.zone), now, words);
        const reached = bonus.amount > 0 ? texts.targetReached(moneyText(bonus, locale)) : '';
        const missing = next
          ? texts.targetNext(moneyText(next.missing, locale), moneyText(next.bonus, locale))
          : texts.targetAll;
        return html`<li>
          <b>${name}</b>
          ${
            next
              ? html`<progress
                  aria-hidden="true"
                  value=${Math.max(0, sales.amount)}
                  max=${next.threshold.amount}
                ></progress>`
              : nothing
          }
          <span>${missing}</span>
          <small
            >${texts.targetSales(moneyText(sales, locale), until)}${reached ? ` · ${reached}` : nothing}</small
          >
          ${
            withheld.amount > 0
              ? html`<small class="soon">${texts.targetWithheld(moneyText(withheld, locale))}</small>`
              : nothing
          }
        </li>`;
      })}
    </ul>`;
}
