import { css } from '../../styles/css.ts';
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
    ul > li {
      display: grid;
      grid-template-columns: 1fr auto 80px;
      gap: 12px;
      padding: 8px 0;
      border-bottom: 1px solid var(--line);
    }
    li .stepper {
      grid-column: 2 / -1;
      justify-content: end;
    }
    ul > li > :last-child,
    dd {
      text-align: end;
    }
    li small {
      display: block;
    }
    .stepper small {
      display: inline;
    }
    .ask small {
      flex-basis: 100%;
      text-align: end;
    }
    dl {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 4px 12px;
      align-items: baseline;
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
