import { type Connection, ownCouponsOf } from '@opentuan/api/client';
import { css } from '../styles/css.ts';
import { type CouponDesk, couponView } from './coupon-view.ts';

/** The part of the checkout that is fetched when somebody has a coupon, with those that were given to the customer. */
export async function withOwn(connection: Connection) {
  // Who is not signed in has none, and a code is typed all the same.
  const given = await ownCouponsOf(connection)({ state: 'usable' }).catch(() => ({ data: [] }));
  const own = given.data.filter(({ code }) => code !== null);
  return { styles, couponView: (desk: CouponDesk) => couponView(desk, own) };
}

const styles = css`
  .coupon {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 8px;
    align-items: end;
  }
  p.coupon {
    align-items: center;
  }
  .own {
    display: grid;
    gap: 8px;
  }
  .own button {
    display: grid;
    width: 100%;
    padding: 8px 12px;
    text-align: start;
    line-height: 1.4;
  }
  .own [aria-pressed='true'] {
    border-color: var(--accent);
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
  }
  .wrong {
    font-size: 14px;
    color: var(--wrong);
  }
`;
