import { css } from '../../styles/css.ts';
import { reasonsStyles } from '../../orders/reasons-view.ts';
import { bars } from '../../styles/bars.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';

export const commissionStyles = [
  tokens,
  controls,
  bars,
  reasonsStyles,
  css`
    h2 {
      padding: 12px 0;
    }
    h3 {
      padding: 16px 0 4px;
    }
    small {
      display: block;
    }
    .wait {
      height: 320px;
    }
    .settled {
      display: grid;
      gap: 4px;
      padding: 16px;
      border: 1px solid var(--line);
      border-radius: var(--corner);
    }
    .sums div,
    .targets li,
    .orders > li {
      padding: 12px 0;
      border-bottom: 1px solid var(--line);
    }
    .sums div,
    li h3 {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 12px;
      align-items: baseline;
    }
    .debt dd,
    .cash dd {
      color: var(--amber);
    }
    .targets li {
      display: grid;
      gap: 4px;
    }
    .tabs {
      display: flex;
      gap: 8px;
      padding: 16px 0 0;
    }
    .tabs button {
      flex: 1 1 auto;
      padding: 0 8px;
    }
    .tabs [aria-pressed='true'] {
      border-color: var(--ink);
      font-weight: 600;
    }
    li h3 {
      padding: 0;
      font-size: 14px;
    }
    .lines > li {
      display: grid;
      grid-template-columns: 1fr auto auto;
      gap: 4px 8px;
      align-items: center;
      padding-top: 8px;
    }
    .orders button {
      padding: 0 8px;
      color: var(--accent);
    }
    .due .price {
      font-weight: 400;
    }
    .why {
      grid-column: 1 / -1;
      min-height: 44px;
      padding: 4px 12px;
      font-size: 14px;
      background: var(--soft);
      border-radius: var(--corner);
    }
    .wide {
      width: 100%;
      margin-top: 12px;
    }
  `,
];
