import { css } from './css.ts';

/** How far something is: thin, without movement, the same in every browser. */
export const bars = css`
  progress {
    display: block;
    width: 100%;
    height: 6px;
    border: 0;
    border-radius: 3px;
    overflow: hidden;
    appearance: none;
    background: var(--line);
  }
  ::-webkit-progress-bar {
    background: var(--line);
  }
  ::-webkit-progress-value {
    background: var(--leaf);
  }
  ::-moz-progress-bar {
    background: var(--leaf);
  }
`;
