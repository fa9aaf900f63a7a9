import { controls } from '../../styles/controls.ts';
import { css } from '../../styles/css.ts';
import { forms } from '../../styles/forms.ts';
import { tokens } from '../../styles/tokens.ts';

export const countStyles = [
  tokens,
  controls,
  forms,
  css`
    form {
      margin-top: 8px;
      padding: 12px;
      border: 1px solid var(--line);
      border-radius: var(--corner);
    }
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
