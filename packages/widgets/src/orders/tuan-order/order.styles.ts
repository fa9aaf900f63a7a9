import { css } from 'lit';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { codeStyles } from '../code-view.ts';

export const orderStyles = [
  tokens,
  controls,
  codeStyles,
  css`
    header {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: 12px;
      padding: 12px 0;
    }
    .wait {
      height: 200px;
    }
    .place {
      padding-top: 12px;
    }
    .place b,
    .place small {
      display: block;
    }
    ul {
      margin-top: 12px;
    }
    li {
      display: grid;
      grid-template-columns: 1fr auto 80px;
      gap: 12px;
      padding: 8px 0;
      border-bottom: 1px solid var(--line);
    }
    li :last-child,
    .sum {
      text-align: end;
    }
    .sum {
      padding: 12px 0;
    }
    .ask {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: end;
      gap: 8px;
    }
  `,
];
