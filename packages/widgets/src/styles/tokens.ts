import { css } from './css.ts';

/**
 * Colours and type of every element. The page sets the custom properties with `tuan-`; what stands here is the
 * look where it does not, light or dark as the page is.
 */
export const tokens = css`
  :host {
    --ink: var(--tuan-ink, light-dark(#221f1b, #f2eee8));
    --paper: var(--tuan-paper, light-dark(#fff, #1b1917));
    --soft: var(--tuan-soft, light-dark(#f4f1ec, #2a2724));
    --line: var(--tuan-line, light-dark(#e6e0d7, #3b3732));
    --muted: var(--tuan-muted, light-dark(#6b645b, #aca398));
    --accent: var(--tuan-accent, light-dark(#bf3f0b, #ff9b66));
    --on-accent: var(--tuan-on-accent, light-dark(#fff, #2b1305));
    --leaf: var(--tuan-leaf, light-dark(#2c7439, #80cd8e));
    --amber: var(--tuan-amber, light-dark(#875300, #f0bc60));
    --wrong: var(--tuan-wrong, light-dark(#b3261e, #ff8f86));
    --corner: var(--tuan-corner, 10px);
    display: block;
    container-type: inline-size;
    color: var(--ink);
    background: var(--paper);
    font-family: var(--tuan-font, inherit);
    font-size: 16px;
    font-weight: 400;
    line-height: 1.5;
    font-variant-numeric: tabular-nums;
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  h2,
  h3 {
    font-size: 20px;
    font-weight: 600;
    line-height: 1.3;
  }
  h3 {
    font-size: 16px;
  }
  b {
    font-weight: 600;
  }
  s {
    font-size: 14px;
    font-weight: 400;
    color: var(--muted);
  }
  small,
  .muted {
    font-size: 14px;
    color: var(--muted);
  }
  small s {
    font-size: inherit;
  }
  .soon {
    color: var(--amber);
  }
  .done {
    color: var(--leaf);
  }
  .price {
    font-weight: 600;
    white-space: nowrap;
  }
  i {
    font-style: normal;
    font-size: 0.7em;
  }
  .big {
    font-size: 28px;
    line-height: 1.2;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
`;
