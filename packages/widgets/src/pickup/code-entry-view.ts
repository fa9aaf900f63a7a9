import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { handoverTexts } from '../locales/handover.ts';

type Texts = (typeof handoverTexts)['zh-CN' | 'en'];

interface CodeEntry {
  readonly busy: boolean;
  readonly code: string;
  /** Why a code opened nothing. */
  readonly notice: string | undefined;
  /** Whether the camera looks for a code. */
  readonly scanning: boolean;
}

interface CodeActions {
  readonly check: (event: SubmitEvent) => unknown;
  readonly scan: () => unknown;
  readonly stop: () => unknown;
  readonly type: (code: string) => unknown;
}

/** Takes a pickup code: from the camera, or typed. */
export function codeEntryView(
  { busy, code, notice, scanning }: CodeEntry,
  { check, scan, stop, type }: CodeActions,
  texts: Texts,
): TemplateResult {
  return html`<form @submit=${check}>
    ${
      scanning
        ? html`<video muted playsinline aria-label=${texts.scanning}></video>
            <button type="button" class="wide" @click=${stop}>${texts.stopScan}</button>`
        : html`<button type="button" class="main wide scan" ?disabled=${busy} @click=${scan}>
            ${texts.scan}
          </button>`
    }
    <label
      ><span>${texts.code} <small>${texts.hint}</small></span>
      <input
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        maxlength="140"
        .value=${code}
        @input=${({ target }: InputEvent) => type((target as HTMLInputElement).value)}
    /></label>
    ${notice === undefined ? nothing : html`<p class="note wrong" role="alert">${notice}</p>`}
    <button ?disabled=${busy || code.trim() === ''}>${texts.check}</button>
  </form>`;
}
