import type { LeaderStanding, Payout, Referral, Settlement } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { StandingTexts } from '../locales/standing.ts';
import { moneyText, price } from '../shared/money.ts';
import { dateOf, dayWord, type TimeWords } from '../shared/time.ts';
import { percentText } from './earnings.ts';

type Figures = LeaderStanding['figures'];

/** The level, this month's figures, and what is missing to the next one or to keep this one. */
export function levelView(
  { tier, pinned, figures, next, keep }: LeaderStanding,
  texts: StandingTexts,
  locale: string,
): TemplateResult | typeof nothing {
  if (tier === null && next === null) return nothing;
  const missing = next ? factsOf(next.missing, texts, locale) : '';
  const toKeep = keep ? factsOf(keep.missing, texts, locale) : '';
  return html`<h3>${texts.level}</h3>
    <div class="level">
      <b>${tier ?? texts.noLevel}</b>
      ${pinned ? html`<small>${texts.pinned}</small>` : nothing}
      ${
        next
          ? html`<span>${missing ? texts.nextLevel(next.name, missing) : texts.reached(next.name)}</span>`
          : html`<span>${texts.topLevel}</span>`
      }
      ${toKeep && !pinned ? html`<small class="soon">${texts.keep(toKeep)}</small>` : nothing}
      ${
        keep && keep.missed > 0 && !pinned
          ? html`<small class="soon">${texts.grace(keep.missed, keep.graceMonths)}</small>`
          : nothing
      }
      <small>${texts.month(monthOf(figures, texts, locale))}</small>
    </div>`;
}

/** Those figures of which something is missing. */
function factsOf(missing: Figures, { facts, between }: StandingTexts, locale: string): string {
  const { sales, orders, buyers, members, complaintRate } = missing;
  return [
    sales.amount > 0 ? facts.sales(moneyText(sales, locale)) : '',
    orders > 0 ? facts.orders(orders) : '',
    buyers > 0 ? facts.buyers(buyers) : '',
    members > 0 ? facts.members(members) : '',
    complaintRate > 0 ? facts.complaintsLess(percentText(complaintRate, locale)) : '',
  ]
    .filter(Boolean)
    .join(between);
}

function monthOf(
  { sales, orders, buyers, complaintRate }: Figures,
  { facts, between }: StandingTexts,
  locale: string,
): string {
  return [
    facts.sales(moneyText(sales, locale)),
    facts.orders(orders),
    facts.buyers(buyers),
    facts.complaintRate(percentText(complaintRate, locale)),
  ].join(between);
}

/** Whom the leader brought, on which terms, and what came of it. */
export function recruitView(
  { recruit, amount, basisPoints, endsAt, paidAt, accrued }: Referral,
  texts: StandingTexts,
  words: TimeWords,
  now: number,
): TemplateResult {
  const { locale, zone } = words;
  const dayOf = (instant: string): string => dayWord(dateOf(Date.parse(instant), zone), now, words);
  const terms = amount
    ? texts.once(moneyText(amount, locale))
    : texts.share(percentText(basisPoints, locale), endsAt ? dayOf(endsAt) : '');
  const given = paidAt ? texts.paid(dayOf(paidAt)) : texts.waiting;
  return html`<li>
    <span>${recruit}<small>${terms}</small></span>
    <span>${amount ? html`<small>${given}</small>` : price(accrued, locale)}</span>
  </li>`;
}

/** A payment: when, how much, whether it has arrived, by which reference or why not. */
export function payoutView(
  { amount, status, reference, failure, claimedAt, settledAt }: Payout,
  texts: StandingTexts,
  words: TimeWords,
  now: number,
): TemplateResult {
  const day = dayWord(dateOf(Date.parse(settledAt ?? claimedAt), words.zone), now, words);
  return html`<li>
    <span
      >${day}<small class=${failure ? 'soon' : ''}>${texts.payout[status]}</small>
      ${reference ? html`<small>${texts.reference(reference)}</small>` : nothing}
      ${failure ? html`<small>${failure}</small>` : nothing}</span
    >
    ${price(amount, words.locale)}
  </li>`;
}

/** What a provider that splits payments sends for a statement, and what goes back through it. */
export function splitView(
  { split, reversal, receiver, createdAt }: Settlement,
  texts: StandingTexts,
  words: TimeWords,
  now: number,
): TemplateResult {
  const { locale, zone } = words;
  const back = reversal.amount > 0 ? texts.splitBack(moneyText(reversal, locale)) : '';
  return html`<li>
    <span
      >${dayWord(dateOf(Date.parse(createdAt), zone), now, words)}<small
        >${texts.splitTo(receiver.account)}</small
      >
      ${back ? html`<small class="soon">${back}</small>` : nothing}</span
    >
    ${price(split, locale)}
  </li>`;
}
