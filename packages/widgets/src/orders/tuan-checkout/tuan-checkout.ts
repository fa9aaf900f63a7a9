import { define } from '../../define/define.ts';
import { TuanCheckout } from './checkout-element.ts';

define('tuan-checkout', TuanCheckout);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-checkout': TuanCheckout;
  }
}

export { TuanCheckout };
