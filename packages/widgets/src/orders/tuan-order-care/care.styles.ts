import { css } from '../../styles/css.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { reasonsStyles } from '../reasons-view.ts';

export const careStyles = [
  tokens,
  controls,
  reasonsStyles,
  css`
    .note,
    section {
      margin-top: 12px;
    }
    small {
      display: block;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 12px;
      padding: 8px 0;
      border-bottom: 1px solid var(--line);
    }
    .row > :first-child {
      flex: 1 1 60%;
    }
    .code {
      display: block;
      font:
        600 20px/1.4 ui-monospace,
        monospace;
      letter-spacing: 0.06em;
    }
    .plain {
      padding: 0;
      color: var(--accent);
    }
    h3 {
      padding-top: 12px;
    }
    .refunds li {
      display: grid;
      grid-template-columns: 1fr auto 80px;
      gap: 12px;
      padding: 8px 0;
      border-bottom: 1px solid var(--line);
    }
    .refunds li > :last-child {
      text-align: end;
    }
  `,
];
