import { css } from '../../styles/css.ts';

export const providerStyles = css`
  :host {
    display: contents;
  }
`;
