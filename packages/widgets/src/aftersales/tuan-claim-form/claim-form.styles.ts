import { controls } from '../../styles/controls.ts';
import { css } from '../../styles/css.ts';
import { forms } from '../../styles/forms.ts';
import { tokens } from '../../styles/tokens.ts';

export const claimFormStyles = [
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
    .many {
      display: flex;
      align-items: center;
      justify-content: space-between;
    }
  `,
];
