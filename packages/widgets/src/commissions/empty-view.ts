import { html, type TemplateResult } from 'lit/html.js';

/** A list of which there is nothing yet, and when there will be. */
export function emptyView(title: string, hint: string): TemplateResult {
  return html`<div class="state">
    <h3>${title}</h3>
    <p class="muted">${hint}</p>
  </div>`;
}
