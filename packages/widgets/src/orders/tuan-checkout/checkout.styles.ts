import { css } from '../../styles/css.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';

/** The cart and the placed order: a sheet from below on a phone, a card in the middle of a desk. */
const sheetStyles = css`
  dialog {
    width: 100%;
    max-width: 480px;
    max-height: 92dvh;
    margin: auto auto 0;
    padding: 24px 24px 0;
    border: 0;
    border-radius: 16px 16px 0 0;
    color: inherit;
    background: var(--paper);
  }
  dialog[open] {
    display: grid;
    gap: 16px;
  }
  dialog::backdrop {
    background: #0008;
  }
  @media (min-width: 600px) {
    dialog {
      margin: auto;
      border-radius: 16px;
    }
  }
  .lines li {
    display: grid;
    grid-template-columns: 1fr auto 88px;
    align-items: center;
    min-height: 52px;
    padding-bottom: 4px;
    border-bottom: 1px solid var(--line);
  }
  .lines small {
    display: block;
  }
  .reason {
    grid-column: 1 / -1;
  }
  .sum,
  .pieces,
  dd {
    text-align: end;
  }
  dl {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 4px 12px;
  }
  .hints {
    display: grid;
    gap: 4px;
    font-size: 14px;
  }
  .start {
    justify-self: start;
    padding: 0;
    color: var(--accent);
  }
  .total {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
  }
  fieldset {
    border: 0;
  }
  legend {
    font-weight: 600;
  }
  label {
    display: flex;
    gap: 12px;
    align-items: center;
    padding: 8px 0;
  }
  label small {
    display: block;
  }
  label input {
    min-width: 20px;
    min-height: 20px;
    accent-color: var(--accent);
  }
  footer {
    position: sticky;
    bottom: 0;
    display: grid;
    gap: 8px;
    padding-bottom: calc(16px + env(safe-area-inset-bottom));
    background: var(--paper);
  }
`;

export const checkoutStyles = [tokens, controls, sheetStyles];
