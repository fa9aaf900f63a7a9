import { controls } from '../../styles/controls.ts';
import { css } from '../../styles/css.ts';
import { forms } from '../../styles/forms.ts';
import { tokens } from '../../styles/tokens.ts';

export const extrasStyles = [
  tokens,
  controls,
  forms,
  css`
    section {
      margin-top: 8px;
      padding: 12px;
      border: 1px solid var(--line);
      border-radius: var(--corner);
    }
    form {
      border-top: 1px solid var(--line);
    }
    form header small {
      display: block;
    }
    .choices small {
      font-weight: 400;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
    }
    .row label {
      flex: 1 1 140px;
    }
    .done {
      color: var(--leaf);
    }
  `,
];
