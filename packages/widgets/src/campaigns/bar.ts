import { html, type TemplateResult } from 'lit/html.js';

/** How far something is. The sentence beside it says the same, so it is not read aloud. */
export function bar(value: number, max: number): TemplateResult {
  return html`<progress aria-hidden="true" value=${Math.max(0, value)} max=${max}></progress>`;
}
