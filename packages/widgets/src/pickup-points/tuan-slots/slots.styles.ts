import { css } from '../../styles/css.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';

export const slotsStyles = [
  tokens,
  controls,
  css`
    fieldset {
      border: 0;
    }
    legend {
      padding-bottom: 8px;
      font-weight: 600;
    }
    div {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(144px, 1fr));
      gap: 8px;
    }
    label {
      display: flex;
      gap: 8px;
      align-items: center;
      min-height: 52px;
      padding: 4px 12px;
      line-height: 1.3;
      border: 1px solid var(--line);
      border-radius: var(--corner);
      cursor: pointer;
    }
    label.any {
      grid-column: 1 / -1;
    }
    label:has(:checked) {
      border-color: var(--accent);
    }
    label:has(:disabled) {
      color: var(--muted);
      background: var(--soft);
      cursor: default;
    }
    input {
      flex: none;
      min-width: 20px;
      min-height: 20px;
      accent-color: var(--accent);
    }
    small {
      display: block;
      font-size: 12px;
    }
    legend small {
      display: inline;
      font-size: 14px;
      font-weight: 400;
    }
    .note {
      margin-bottom: 8px;
    }
    small.soon {
      color: var(--amber);
    }
    .skeleton {
      border-color: transparent;
    }
  `,
];
