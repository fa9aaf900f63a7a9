import type { Pickup } from '@opentuan/api/client';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { handoverTexts } from '../locales/handover.ts';

type Texts = (typeof handoverTexts)['zh-CN' | 'en'];

/** Somebody else collects: what proves that the customer agreed. */
export interface Taker {
  readonly chosen: boolean;
  readonly proof: string;
}

/** Whether the one who stands there may take the goods, as far as this page can tell. */
export function isProved({ collector }: Pickup, { chosen, proof }: Taker): boolean {
  return !chosen || collector?.asks === 'code' || proof.trim() !== '';
}

/** What is told to the shop of the one who took the goods. */
export function takenBy({ collector }: Pickup, { chosen, proof }: Taker, code: string) {
  if (!chosen || !collector) return undefined;
  if (collector.asks === 'code') return { code };
  return collector.asks === 'phoneTail' ? { phoneTail: proof.trim() } : { name: proof.trim() };
}

/** Offers to hand over to whom the customer has named; nothing where nobody was. */
export function takerView(
  { collector }: Pickup,
  taker: Taker,
  texts: Texts,
  choose: (taker: Taker) => void,
): TemplateResult | typeof nothing {
  if (!collector) return nothing;
  if (collector.asks === 'code') return html`<p class="note">${texts.takenBy(collector.name)}</p>`;
  const short = collector.asks === 'phoneTail';
  return html`<div class="taker">
    <label class="tick"
      ><input
        type="checkbox"
        .checked=${taker.chosen}
        @change=${({ target }: Event) => choose({ ...taker, chosen: (target as HTMLInputElement).checked })}
      />${texts.someoneElse(collector.name)}</label
    >
    ${
      taker.chosen
        ? html`<label
            ><span>${short ? texts.phoneTail : texts.fullName}</span>
            <input
              class="proof"
              autocomplete="off"
              inputmode=${short ? 'numeric' : 'text'}
              maxlength=${short ? 4 : 60}
              .value=${taker.proof}
              @input=${({ target }: Event) => choose({ ...taker, proof: (target as HTMLInputElement).value })}
          /></label>`
        : nothing
    }
  </div>`;
}
