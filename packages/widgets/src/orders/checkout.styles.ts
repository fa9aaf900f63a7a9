import { css } from 'lit';

/** The cart and the placed order: a sheet from below on a phone, a card in the middle of a desk. */
export const checkoutStyles = css`
  dialog {
    width: 100%;
    max-width: none;
    max-height: 92dvh;
    margin: auto 0 0;
    padding: 24px 24px calc(24px + env(safe-area-inset-bottom));
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
      width: 480px;
      margin: auto;
      border-radius: 16px;
    }
  }
  .lines li {
    display: grid;
    grid-template-columns: 1fr auto 76px;
    gap: 8px;
    align-items: center;
    padding: 4px 0;
    border-bottom: 1px solid var(--line);
  }
  .sum {
    text-align: end;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 600;
  }
  label {
    display: flex;
    gap: 12px;
    align-items: center;
    min-height: 44px;
    padding: 8px 0;
  }
  label small {
    display: block;
  }
  [type='radio'] {
    flex: none;
    width: 20px;
    min-height: 20px;
    margin: 0;
    accent-color: var(--accent);
  }
  footer {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
  }
`;
