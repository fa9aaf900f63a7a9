import { controls } from '../../styles/controls.ts';
import { css } from '../../styles/css.ts';
import { tokens } from '../../styles/tokens.ts';

export const standingStyles = [
  tokens,
  controls,
  css`
    h3 {
      padding: 16px 0 4px;
    }
    small {
      display: block;
    }
    .wait {
      height: 160px;
    }
    .level {
      display: grid;
      gap: 4px;
      padding: 12px;
      border: 1px solid var(--line);
      border-radius: var(--corner);
    }
    li {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 12px;
      align-items: baseline;
      padding: 12px 0;
      border-bottom: 1px solid var(--line);
    }
    li > :last-child {
      text-align: end;
    }
    .wide {
      width: 100%;
      margin-top: 12px;
    }
  `,
];
