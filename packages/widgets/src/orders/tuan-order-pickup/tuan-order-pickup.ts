import { define } from '../../define/define.ts';
import { TuanOrderPickup } from './pickup-element.ts';

define('tuan-order-pickup', TuanOrderPickup);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-order-pickup': TuanOrderPickup;
  }
}

export { TuanOrderPickup };
