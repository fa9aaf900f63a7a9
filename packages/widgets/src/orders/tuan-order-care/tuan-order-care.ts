import { define } from '../../define/define.ts';
import { TuanOrderCare } from './care-element.ts';

define('tuan-order-care', TuanOrderCare);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-order-care': TuanOrderCare;
  }
}

export { TuanOrderCare };
