import { css } from './css.ts';

/** Forms that open in a list: fields below each other, choices that are easy to hit. */
export const forms = css`
  form {
    display: grid;
    gap: 12px;
    padding: 12px 0;
  }
  fieldset {
    border: 0;
  }
  legend,
  .label {
    display: block;
    padding-bottom: 4px;
    font-size: 14px;
    color: var(--muted);
  }
  form input:not([type='radio']),
  select,
  textarea {
    display: block;
    width: 100%;
    min-height: 44px;
    padding: 8px 12px;
    border: 1px solid var(--muted);
    border-radius: var(--corner);
    font: inherit;
    color: inherit;
    background: var(--paper);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .choices label {
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: 44px;
    padding: 0 12px;
    border: 1px solid var(--line);
    border-radius: var(--corner);
  }
  .choices label:has(:checked) {
    border-color: var(--ink);
    font-weight: 600;
  }
  .choices input {
    min-width: 18px;
    min-height: 18px;
    accent-color: var(--accent);
  }
  .skeleton {
    height: 120px;
  }
  .ask {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: 8px;
  }
`;
