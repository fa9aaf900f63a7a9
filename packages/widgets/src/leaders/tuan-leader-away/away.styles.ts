import { controls } from '../../styles/controls.ts';
import { css } from '../../styles/css.ts';
import { formCard } from '../../styles/form-card.ts';
import { tokens } from '../../styles/tokens.ts';

export const awayStyles = [
  tokens,
  controls,
  ...formCard,
  css`
    li {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 12px;
      padding: 8px 0;
      border-bottom: 1px solid var(--line);
    }
    .plain {
      flex: none;
      padding: 0;
      color: var(--accent);
    }
    li small {
      display: block;
    }
    .days {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
    }
    .days label {
      flex: 1 1 140px;
    }
  `,
];
