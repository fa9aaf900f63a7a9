import type { Collector, OpenCampaign, Order, OrderMove, Refund } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { CareTexts } from '../../locales/care.ts';
import { moneyText } from '../../shared/money.ts';

type View = TemplateResult | typeof nothing;

/** Where it is fetched instead, and why. */
export function movedView(
  move: OrderMove | undefined,
  places: ReadonlyMap<string, { readonly name: string; readonly address: string }>,
  texts: CareTexts,
): View {
  const to = move && places.get(move.toPointId);
  if (!move || !to) return nothing;
  return html`<p class="note" role="status">
    <b>${texts.moved(to.name, places.get(move.fromPointId)?.name ?? '')}</b>
    <small>${to.address}</small>
    ${move.reason ? html`<small>${move.reason}</small>` : nothing}
    ${move.slotKept === false ? html`<small class="soon">${texts.slotLost}</small>` : nothing}
  </p>`;
}

/** What did not come, and that its money comes back by itself. */
export function missingView(
  { lines, total }: Order,
  refunds: readonly Refund[],
  texts: CareTexts,
  locale: string,
): View[] {
  const ways = [
    ['short', 'short'],
    ['lost', 'missing'],
  ] as const;
  return lines.flatMap((line) =>
    ways
      .filter(([counter]) => line[counter] > 0)
      .map(([counter, cause]) => {
        const amount = refunds
          .filter(({ reason, orderLineId }) => reason === cause && orderLineId === line.id)
          .reduce((sum, refund) => sum + refund.amount.amount, 0);
        return html`<p class="note">
          ${texts[counter](line.title, line[counter], line.unit)}
          <small
            >${amount > 0 ? texts.goesBack(moneyText({ ...total, amount }, locale)) : texts.nothingPaid}</small
          >
        </p>`;
      }),
  );
}

interface CollectorActions {
  readonly busy: boolean;
  readonly name: () => void;
  readonly revoke: () => unknown;
}

/** Who else may come, with the code for them; or a way to name somebody. */
export function collectorView(
  collector: Collector | null | undefined,
  { busy, name, revoke }: CollectorActions,
  texts: CareTexts,
): View {
  if (collector === undefined) return nothing;
  if (collector === null)
    return html`<p class="row">
      <span></span><button class="plain" @click=${name}>${texts.collector}</button>
    </p>`;
  const { code, phoneTail } = collector;
  return html`<div class="row">
    <span
      ><b>${texts.collects(collector.name)}</b> ${
        code
          ? html`<small>${texts.collectorCode}</small
              ><b class="code">${code.slice(0, 4)} ${code.slice(4)}</b>`
          : html`<small>${texts.collectorUsed}</small>`
      }
      ${phoneTail ? html`<small>${texts.byTail(phoneTail)}</small>` : nothing}</span
    >
    <button class="plain" @click=${name}>${texts.change}</button>
    <button class="plain" ?disabled=${busy} @click=${revoke}>${texts.revoke}</button>
  </div>`;
}

/** The booked time, where the point has times to book and the day of pickup has not begun. */
export function slotView(
  { slot, pickupPointId }: Order,
  round: OpenCampaign | undefined,
  today: string,
  choose: () => void,
  texts: CareTexts,
): View {
  const point = round?.pickupPoints.find(({ id }) => id === pickupPointId);
  if (!round || !point || point.slots === 'none' || today >= round.pickupDate) return nothing;
  return html`<p class="row">
    <span>${texts.slot}<small>${slot ? `${slot.opens}–${slot.closes}` : texts.anyTime}</small></span>
    <button class="plain" @click=${choose}>${slot ? texts.otherSlot : texts.chooseSlot}</button>
  </p>`;
}
