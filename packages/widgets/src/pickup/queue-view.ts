import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { handoverTexts } from '../locales/handover.ts';
import type { QueuedHandover } from './station/station-store.ts';

type Texts = (typeof handoverTexts)['zh-CN' | 'en'];

interface QueueActions {
  readonly sync: () => void;
  readonly dismiss: (handoverId: string) => void;
}

/** What this phone handed over and the shop has not taken in: waiting, or to be looked into. */
export function queueView(
  queue: readonly QueuedHandover[],
  { sync, dismiss }: QueueActions,
  texts: Texts,
): TemplateResult | typeof nothing {
  if (queue.length === 0) return nothing;
  const waiting = queue.filter(({ state }) => state === 'waiting').length;
  return html`<section class="queue" aria-label=${texts.queue}>
    ${
      waiting > 0
        ? html`<header>
            <b role="status">${texts.waiting(waiting)}</b>
            <button class="plain" @click=${sync}>${texts.syncNow}</button>
          </header>`
        : nothing
    }
    <ul>
      ${queue.map(
        ({ handover: { handoverId, occurredAt }, customer, pieces, state, code }) =>
          html`<li class=${state}>
            <span
              ><b>${customer}</b>
              <small
                >${new Date(occurredAt).toLocaleTimeString([], { timeStyle: 'short', hour12: false })} ·
                ${texts.pieces(pieces)}</small
              >
              <small class=${state === 'waiting' ? 'muted' : 'wrong'}
                >${state === 'refused' ? (texts.refusedWhy[code ?? ''] ?? texts.refused) : texts.queueState[state]}</small
              ></span
            >
            ${
              state === 'waiting'
                ? nothing
                : html`<button @click=${() => dismiss(handoverId)}>${texts.seen}</button>`
            }
          </li>`,
      )}
    </ul>
  </section>`;
}
