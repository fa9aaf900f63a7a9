import { controls } from '../../styles/controls.ts';
import { css } from '../../styles/css.ts';
import { formCard } from '../../styles/form-card.ts';
import { tokens } from '../../styles/tokens.ts';

export const claimFormStyles = [
  tokens,
  controls,
  ...formCard,
  css`
    .many {
      display: flex;
      align-items: center;
      justify-content: space-between;
    }
  `,
];
