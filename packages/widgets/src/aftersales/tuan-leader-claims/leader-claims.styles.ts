import { picturesStyles } from '../../pictures/shown-pictures.ts';
import { controls } from '../../styles/controls.ts';
import { css } from '../../styles/css.ts';
import { forms } from '../../styles/forms.ts';
import { tokens } from '../../styles/tokens.ts';

export const leaderClaimsStyles = [
  tokens,
  controls,
  forms,
  picturesStyles,
  css`
    h3 {
      padding-top: 16px;
    }
    li {
      padding: 12px 0;
      border-bottom: 1px solid var(--line);
    }
    li > small {
      display: block;
    }
    .note {
      margin-top: 8px;
    }
    form {
      padding: 8px 0 0;
    }
    .fields {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
    }
    .fields label {
      flex: 1 1 140px;
    }
  `,
];
