import { picturesStyles } from '../../pictures/shown-pictures.ts';
import { controls } from '../../styles/controls.ts';
import { css } from '../../styles/css.ts';
import { tokens } from '../../styles/tokens.ts';

export const claimsStyles = [
  tokens,
  controls,
  picturesStyles,
  css`
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 12px;
      padding-top: 12px;
    }
    li {
      padding: 8px 0;
      border-bottom: 1px solid var(--line);
    }
    li > small,
    li > b {
      display: block;
    }
    .plain {
      padding: 0;
      text-align: start;
      color: var(--accent);
    }
  `,
];
