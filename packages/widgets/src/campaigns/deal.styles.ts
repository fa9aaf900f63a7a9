import { css } from '../styles/css.ts';
import { bars } from '../styles/bars.ts';

/** They come with what they are for. */
export const dealStyles = [
  bars,
  css`
    .steps {
      display: flex;
      gap: 4px;
      padding-top: 4px;
    }
    .steps > * {
      flex: 1;
    }
    .words .far {
      font-size: 14px;
      color: var(--ink);
    }
  `,
];
