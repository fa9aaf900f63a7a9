import { css } from './css.ts';
import { forms } from './forms.ts';

/** A form that opens below what it belongs to, set apart by a frame. */
export const formCard = [
  forms,
  css`
    form {
      margin-top: 12px;
      padding: 12px;
      border: 1px solid var(--line);
      border-radius: var(--corner);
    }
  `,
];
