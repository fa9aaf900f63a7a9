import type { PickList } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { leaderTexts } from '../locales/leader.ts';
import type { Locale } from '../provider/tuan.ts';
import { moneyText } from '../shared/money.ts';
import { clockTime, dayWord, eveningWord, timeLeft, type TimeWords } from '../shared/time.ts';
import { handedOf, type Round } from './round.ts';

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
        <small
          >${
            collecting
              ? texts.handed(open, done)
              : texts.ordered(open + done, moneyText({ amount: sum, currency }, words.locale))
          }</small
        >
      </span>
      <b class="count" aria-hidden="true">${collecting ? open : open + done}</b>
    </button>
  </li>`;
}

/** The bags of one point: a number, a masked name, what is inside, and whether it is gone. */
export function bagsView({ name, baskets }: Point, { statuses }: Round, texts: LeaderTexts): TemplateResult {
  return html`<h3>${name}</h3>
    <ol class="bags">
      ${baskets.map(({ number, orderIds, customer, lines, note }) => {
        const gone = orderIds.every((orderId) => statuses.get(orderId) === 'collected');
        return html`<li class=${gone ? 'gone' : ''}>
          <b class="number">${number}</b>
          <span
            ><b>${customer}</b> ${gone ? html`<small class="done">✓ ${texts.collected}</small>` : nothing}
            <small>${lines.map(({ title, pieces, unit }) => `${title} ${pieces} ${unit}`).join('、')}</small>
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
