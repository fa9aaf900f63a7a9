import { html, type TemplateResult } from 'lit/html.js';
import { css } from '../styles/css.ts';

export type Draw = typeof import('./drawings.ts');

/**
 * The square picture of an offer; its size is set, so that nothing jumps when it arrives.
 *
 * @param draw - what draws one where the shop has none; it comes later than the goods
 */
export function picture(category: string, imageUrl: string | null, draw: Draw | undefined): TemplateResult {
  if (imageUrl)
    return html`<img class="picture" src=${imageUrl} alt="" loading="lazy" width="176" height="176" />`;
  return draw?.drawing(category) ?? html`<div class="picture"></div>`;
}

export const pictureStyles = css`
  .picture {
    --hue: 75;
    display: block;
    width: 100%;
    height: auto;
    aspect-ratio: 1;
    object-fit: cover;
    border-radius: var(--corner);
    background: light-dark(oklch(96.5% 0.02 var(--hue)), oklch(28% 0.025 var(--hue)));
  }
`;
