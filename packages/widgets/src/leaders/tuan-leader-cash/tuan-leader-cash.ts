import { define } from '../../define/define.ts';
import { TuanLeaderCash } from './cash-element.ts';

define('tuan-leader-cash', TuanLeaderCash);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-leader-cash': TuanLeaderCash;
  }
}

export { TuanLeaderCash };
