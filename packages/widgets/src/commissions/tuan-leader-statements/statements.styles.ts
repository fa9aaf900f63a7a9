import { controls } from '../../styles/controls.ts';
import { css } from '../../styles/css.ts';
import { tokens } from '../../styles/tokens.ts';

export const statementsStyles = [
  tokens,
  controls,
  css`
    .wait {
      height: 160px;
    }
    small {
      display: block;
    }
    .statements > li {
      border-bottom: 1px solid var(--line);
    }
    .statement {
      display: flex;
      justify-content: space-between;
      align-items: center;
      gap: 12px;
      width: 100%;
      min-height: 52px;
      padding: 4px 0;
      border: 0;
      text-align: start;
    }
    .sheet {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 4px 12px;
      padding: 12px;
      background: var(--soft);
      border-radius: var(--corner);
    }
    .sheet .last {
      font-weight: 600;
    }
    dd {
      text-align: end;
    }
    .movements li {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 12px;
      align-items: baseline;
      padding: 8px 0;
    }
    .due .price {
      font-weight: 400;
    }
    .why {
      min-height: 44px;
    }
    iframe {
      width: 100%;
      height: 70vh;
      margin-top: 12px;
      border: 1px solid var(--line);
      background: #fff;
    }
    .wide {
      width: 100%;
      margin-top: 12px;
    }
  `,
];
