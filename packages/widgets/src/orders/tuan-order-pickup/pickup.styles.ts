import { css } from '../../styles/css.ts';
import { controls } from '../../styles/controls.ts';
import { formCard } from '../../styles/form-card.ts';
import { tokens } from '../../styles/tokens.ts';

export const pickupStyles = [
  tokens,
  controls,
  ...formCard,
  css`
    .wrong {
      color: var(--wrong);
      font-size: 14px;
    }
  `,
];
