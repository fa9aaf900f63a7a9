import { html, nothing, type TemplateResult } from 'lit/html.js';
import { picturesTexts } from '../locales/pictures.ts';
import type { Locale } from '../provider/tuan.ts';
import { bars } from '../styles/bars.ts';
import { css } from '../styles/css.ts';
import type { Picked, Picking } from './picking.ts';

/** Takes pictures along: chosen or taken with the camera, how far they are, again what failed, away what is not meant. */
export function pickingView(picking: Picking, locale: Locale): TemplateResult {
  const texts = picturesTexts[locale];
  const { all, sent, max } = picking;
  const add = ({ target }: Event): void => {
    const input = target as HTMLInputElement;
    picking.add(input.files ?? []);
    // The same file again is a choice like any.
    input.value = '';
  };
  return html`<fieldset class="picking">
    <legend>${texts.title(max)}</legend>
    <div class="picked">
      ${all.map((one, index) => pickedView(one, index + 1, picking, locale))}
      ${
        all.length < max
          ? html`<label class="add"
              ><input type="file" accept="image/jpeg,image/png,image/webp" multiple @change=${add} /><span
                >＋<small>${texts.add}</small></span
              ></label
            >`
          : nothing
      }
    </div>
    <p role="status">
      ${
        all.length > 0
          ? html`<progress
                max=${all.length}
                value=${sent}
                aria-label=${texts.progress(sent, all.length)}
              ></progress>
              <small>${texts.progress(sent, all.length)}</small>`
          : nothing
      }
    </p>
  </fieldset>`;
}

function pickedView(
  { key, thumb, state, why = '' }: Picked,
  number: number,
  picking: Picking,
  locale: Locale,
): TemplateResult {
  const texts = picturesTexts[locale];
  const reasons: Readonly<Record<string, string>> = texts.why;
  return html`<div class="one ${state}" role="group" aria-label=${texts.one(number)}>
    <span class="thumb" aria-hidden="true">${thumb ?? nothing}</span>
    <button type="button" aria-label=${texts.remove(number)} @click=${() => picking.remove(key)}>✕</button>
    ${
      state === 'failed'
        ? html`<small class="wrong" role="alert">${reasons[why] ?? texts.why.other}</small>
            <button type="button" class="plain" @click=${() => picking.retry(key)}>${texts.again}</button>`
        : html`<small class=${state === 'sent' ? 'done' : 'muted'}>${texts.state[state]}</small>`
    }
  </div>`;
}

export const pickingStyles = [
  bars,
  css`
    .picked {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
      padding: 4px 0;
    }
    .one {
      display: grid;
      grid-template-columns: 72px 44px;
      place-content: start;
      align-items: start;
      max-width: 200px;
    }
    .one small,
    .one .plain {
      grid-column: 1 / -1;
    }
    .one .plain {
      padding: 0;
      text-align: start;
      color: var(--accent);
    }
    .thumb {
      width: 72px;
      height: 72px;
      overflow: hidden;
      background: var(--soft);
      border-radius: var(--corner);
    }
    .one button:not(.plain) {
      border: 0;
      padding: 0;
    }
    .sending .thumb,
    .waiting .thumb {
      opacity: 0.5;
    }
    .add {
      position: relative;
      display: grid;
      place-items: center;
      width: 72px;
      height: 72px;
      text-align: center;
      border: 1px dashed var(--muted);
      border-radius: var(--corner);
    }
    .add small {
      display: block;
    }
    .add input {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
      padding: 0;
      opacity: 0;
      cursor: pointer;
    }
    .add:focus-within {
      outline: 3px solid var(--accent);
      outline-offset: 2px;
    }
    .wrong {
      color: var(--wrong);
    }
  `,
];
