import { define } from '../../define/define.ts';
import { TuanOrderClaims } from './claims-element.ts';

define('tuan-order-claims', TuanOrderClaims);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-order-claims': TuanOrderClaims;
  }
}

export { TuanOrderClaims };
