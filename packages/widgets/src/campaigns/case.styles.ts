import { css } from '../styles/css.ts';

export const caseStyles = css`
  .words .steps {
    padding-top: 8px;
  }
  .spare {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: center;
    padding: 0;
    font-size: 14px;
  }
  .lines .spare {
    grid-column: 1 / -1;
  }
  select {
    min-height: 44px;
    padding: 0 8px;
    border: 0;
    border-radius: var(--corner);
    font: inherit;
    color: inherit;
    background: var(--soft);
  }
`;
