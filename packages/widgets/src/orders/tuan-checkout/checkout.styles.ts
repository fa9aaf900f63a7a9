import { css } from 'lit';

/** The cart and the placed order: a sheet from below on a phone, a card in the middle of a desk. */
export const checkoutStyles = css`
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
    grid-template-columns: 1fr auto 80px;
    align-items: center;
    border-bottom: 1px solid var(--line);
  }
  .sum {
    text-align: end;
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
