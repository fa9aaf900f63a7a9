// An element is nothing without its provider, and the provider has to be there first.
export { TuanProvider } from '../../provider/tuan-provider/tuan-provider.ts';
import { define } from '../../define/define.ts';
import { TuanOrder } from './order-element.ts';

define('tuan-order', TuanOrder);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-order': TuanOrder;
  }
}

export { TuanOrder };
