import { controls } from '../../styles/controls.ts';
import { css } from '../../styles/css.ts';
import { formCard } from '../../styles/form-card.ts';
import { tokens } from '../../styles/tokens.ts';

export const countStyles = [
  tokens,
  controls,
  ...formCard,
  css`
    li {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 12px;
      align-items: center;
      padding: 8px 0;
      border-bottom: 1px solid var(--line);
    }
    li small {
      display: block;
    }
    li .stepper input {
      width: 64px;
      padding: 0;
      text-align: center;
      font-weight: 600;
    }
  `,
];
