import { controls } from '../../styles/controls.ts';
import { css } from '../../styles/css.ts';
import { tokens } from '../../styles/tokens.ts';

export const cashStyles = [
  tokens,
  controls,
  css`
    section {
      display: grid;
      gap: 12px;
      margin-top: 8px;
      padding: 12px;
      border: 1px solid var(--line);
      border-radius: var(--corner);
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 8px 12px;
      padding: 8px 0;
      border-bottom: 1px solid var(--line);
    }
    li small {
      display: block;
    }
    .done {
      color: var(--leaf);
    }
    .skeleton {
      height: 120px;
    }
  `,
];
