import type { Money, Quote } from '@opentuan/api/client';
import { html, type TemplateResult } from 'lit/html.js';
import { changesTexts } from '../locales/changes.ts';
import type { Locale } from '../provider/tuan.ts';
import { moneyText } from '../shared/money.ts';
import { css } from '../styles/css.ts';

/* The part of the checkout that is fetched when a price has changed under somebody's hand. */

type Step = Quote['steps'][number];

/**
 * What it cost and what it costs, side by side: only what has changed, and the total.
 *
 * @param nameOf how a promotion is called in the sums above
 */
export function changesView(
  before: Quote,
  now: Quote,
  locale: Locale,
  nameOf: (step: Step, locale: Locale) => string,
): TemplateResult {
  const texts = changesTexts[locale];
  const named = (step: Step): string => nameOf(step, locale);
  const [old, fresh] = [rowsOf(before, named), rowsOf(now, named)];
  const names = [...new Set([...old.keys(), ...fresh.keys()])].filter(
    (name) => old.get(name)?.amount !== fresh.get(name)?.amount,
  );
  const cell = (money: Money | undefined): string => (money ? moneyText(money, locale) : '–');
  const row = (name: string, was: Money | undefined, is: Money | undefined): TemplateResult =>
    html`<tr>
      <th scope="row">${name}</th>
      <td><s>${cell(was)}</s></td>
      <td><b>${cell(is)}</b></td>
    </tr>`;
  return html`<table>
    <thead>
      <tr>
        <td></td>
        <th scope="col">${texts.before}</th>
        <th scope="col">${texts.now}</th>
      </tr>
    </thead>
    <tbody>
      ${names.map((name) => row(name, old.get(name), fresh.get(name)))}
      ${row(texts.total, before.total, now.total)}
    </tbody>
  </table>`;
}

/** Each of the goods at what it comes to before promotions, and each promotion at what it takes off. */
function rowsOf({ lines, steps, total }: Quote, named: (step: Step) => string): ReadonlyMap<string, Money> {
  const rows = new Map<string, Money>();
  const add = (name: string, amount: number): void =>
    void rows.set(name, { ...total, amount: (rows.get(name)?.amount ?? 0) + amount });
  for (const { title, unitPrice, pieces } of lines) add(title, unitPrice.amount * pieces);
  for (const step of steps) if (step.amount > 0) add(named(step), -step.amount);
  return rows;
}

export const styles = css`
  table {
    width: 100%;
    font-size: 14px;
    border-collapse: collapse;
  }
  th {
    font-weight: 400;
    text-align: start;
  }
  td {
    text-align: end;
  }
  thead th {
    color: var(--muted);
    text-align: end;
  }
`;
