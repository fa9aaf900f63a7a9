import { html, svg, type TemplateResult } from 'lit/html.js';
import { css } from '../styles/css.ts';

/** What is drawn where the shop has no picture: words of the category, the hue of its tile, the strokes. */
const drawings: readonly (readonly [RegExp, string, string])[] = [
  [/豆|soy/i, '', 'M9 19l15-8 15 8v12l-15 8-15-8zl15 8 15-8M24 27v12'],
  [/水产|鱼|fish/i, 'fish', 'M6 24c9-13 21-12 28-1l8-7v16l-8-7c-7 11-19 12-28-1zm7-1v.5'],
  [/果|fruit/i, 'fruit', 'M24 16c-8-6-17 1-15 12s10 14 15 11c5 3 13 0 15-11s-7-18-15-12zm0 0c0-5 2-8 7-9'],
  [/菜|veg/i, 'leaf', 'M9 39C7 20 19 9 40 9c1 20-10 32-31 30zm0 0l18-18'],
  [/蛋|禽|肉|egg|meat/i, '', 'M24 7c8 0 14 12 14 20a14 14 0 0 1-28 0C10 19 16 7 24 7z'],
  [/粮|油|米|面|rice/i, '', 'M15 8h18l-4 8q9 7 9 15c0 7-4 9-14 9s-14-2-14-9q0-8 9-15zm4 8h10'],
  [/日用|home/i, 'home', 'M19 7h10v7l5 6v21H14V20l5-6zm-5 18h20m-20 9h20'],
];
const basket = 'M7 20h34l-5 20H12zm8 0l7-12m11 12l-7-12';

/** The drawing for a category. */
export function drawing(category: string): TemplateResult {
  const [, kind = '', strokes = basket] = drawings.find(([words]) => words.test(category)) ?? [];
  return html`<svg class="picture ${kind}" viewBox="-16 -16 80 80" aria-hidden="true">
    ${svg`<path d=${strokes} />`}
  </svg>`;
}

/** They come with the drawings. */
export const styles = css`
  svg.picture {
    fill: none;
    stroke: light-dark(oklch(56% 0.09 var(--hue)), oklch(76% 0.07 var(--hue)));
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  path {
    vector-effect: non-scaling-stroke;
  }
  .leaf {
    --hue: 140;
  }
  .fruit {
    --hue: 35;
  }
  .fish {
    --hue: 230;
  }
  .home {
    --hue: 290;
  }
`;
