import type { PickList } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { leaderTexts } from '../locales/leader.ts';
import type { Locale } from '../provider/tuan.ts';
import { moneyText } from '../shared/money.ts';
import { clockTime, dayWord, eveningWord, timeLeft, type TimeWords } from '../shared/time.ts';
import { type Arrival, countedOtherwise, handedOf, isLate, type Round } from './round.ts';

export type LeaderTexts = (typeof leaderTexts)[Locale];
type Point = PickList['points'][number];

/** What to do for a campaign, and when: the one line of it in the day. */
export function roundView(
  round: Round,
  now: number,
  texts: LeaderTexts,
  words: TimeWords,
  chosen: boolean,
  choose: () => void,
): TemplateResult {
  const { campaign, sum, currency } = round;
  const { open, done } = handedOf(round);
  const closes = Date.parse(campaign.closesAt);
  const day = dayWord(campaign.pickupDate, now, words);
  const from = campaign.pickupWindows[0]?.opens ?? '';
  const selling = campaign.phase === 'open' || campaign.phase === 'scheduled';
  const collecting = campaign.phase === 'collecting';
  const late = collecting && open > 0 && isLate(round, now, words.zone);
  return html`<li>
    <button class="round" aria-pressed=${chosen} @click=${choose}>
      <b class="task">${selling ? texts.promote : collecting ? texts.hand : texts.arrive}</b>
      <span>
        <b>${campaign.title}</b>
        <small
          >${
            selling
              ? texts.promoteHint(
                  timeLeft(closes - now, words.locale),
                  `${eveningWord(closes, now, texts.tonight, words)} ${clockTime(closes, words)}`,
                )
              : texts.from(day, from)
          }</small
        >
        <small class=${late ? 'soon' : ''}
          >${
            collecting
              ? texts[late ? 'overdue' : 'handed'](open, done)
              : texts.ordered(open + done, moneyText({ amount: sum, currency }, words.locale))
          }</small
        >
      </span>
      <b class="count" aria-hidden="true">${collecting ? open : open + done}</b>
    </button>
  </li>`;
}

/** The bags of one point: a number, a masked name, what is inside, and whether it is gone. */
export function bagsView(
  { name, baskets }: Point,
  { statuses }: Round,
  late: boolean,
  texts: LeaderTexts,
): TemplateResult {
  return html`<h3>${name}</h3>
    <ol class="bags">
      ${baskets.map(({ number, orderIds, customer, lines, note }) => {
        const are = (wanted: string): boolean => orderIds.every((id) => statuses.get(id) === wanted);
        const gone = are('collected');
        const given = are('uncollected');
        return html`<li class=${gone || given ? 'gone' : ''}>
          <b class="number">${number}</b>
          <span
            ><b>${customer}</b> ${gone ? html`<small class="done">✓ ${texts.collected}</small>` : nothing}
            ${given ? html`<small>${texts.uncollected}</small>` : late && !gone ? html`<small class="soon">${texts.overdueBag}</small>` : nothing}
            <small
              >${lines.map(({ title, pieces, unit }) => `${title} ${pieces} ${unit}`).join(texts.and)}</small
            >
            ${note ? html`<small>“${note}”</small>` : nothing}</span
          >
        </li>`;
      })}
    </ol>`;
}

/** The goods of one point, as they lie in its crate. */
export function goodsView({ name, totals }: Point): TemplateResult {
  return html`<h3>${name}</h3>
    <ul class="goods">
      ${totals.map(({ title, pieces, unit }) => html`<li><span>${title}</span><b>${pieces}</b><small>${unit}</small></li>`)}
    </ul>`;
}

/** A vehicle that comes to a point, or goods of it that wait to be counted. */
export function arrivalView(
  { stop }: Arrival,
  texts: LeaderTexts,
  words: TimeWords,
  count: () => void,
): TemplateResult {
  const { name, status, expectedAt, plannedAt, lines, countedAt } = stop;
  const there = status === 'handedOver';
  const at = expectedAt ?? plannedAt;
  const time = at ? clockTime(Date.parse(at), words) : '';
  const pieces = lines.reduce((sum, { delivered }) => sum + delivered, 0);
  const says = there
    ? countedAt
      ? texts.countedOtherwise(countedOtherwise(stop))
      : texts.countNow(pieces)
    : texts.onTheWay(time);
  const inside = html`<b class="task">${texts.comes}</b>
    <span><b>${name}</b><small class=${there && !countedAt ? 'soon' : ''}>${says}</small></span>
    <b class="count" aria-hidden="true">${there ? pieces : nothing}</b>`;
  return html`<li>
    ${there ? html`<button class="round" @click=${count}>${inside}</button>` : html`<div class="round claims">${inside}</div>`}
  </li>`;
}
