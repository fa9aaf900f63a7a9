import { css } from '../styles/css.ts';

/** The part of the checkout that is fetched when somebody has a coupon. */
export { couponView } from './coupon-view.ts';

export const styles = css`
  .coupon {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 8px;
    align-items: end;
  }
  p.coupon {
    align-items: center;
  }
  .coupon label {
    display: grid;
    gap: 4px;
    padding: 0;
  }
  .coupon input {
    width: 100%;
    min-height: 44px;
    padding: 0 12px;
  }
  .coupon [aria-invalid='true'] {
    border-color: var(--wrong);
  }
  .coupon [role='alert'] {
    grid-column: 1 / -1;
    font-size: 14px;
  }
  .wrong {
    color: var(--wrong);
  }
`;
