import { css } from '../../styles/css.ts';
import { controls } from '../../styles/controls.ts';
import { forms } from '../../styles/forms.ts';
import { tokens } from '../../styles/tokens.ts';

export const pickupStyles = [
  tokens,
  controls,
  forms,
  css`
    form {
      margin-top: 12px;
      padding: 12px;
      border: 1px solid var(--line);
      border-radius: var(--corner);
    }
    .wrong {
      color: var(--wrong);
      font-size: 14px;
    }
  `,
];
