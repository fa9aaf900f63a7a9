import { define } from '../../define/define.ts';
import { TuanLeaderExtras } from './extras-element.ts';

define('tuan-leader-extras', TuanLeaderExtras);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-leader-extras': TuanLeaderExtras;
  }
}

export { TuanLeaderExtras };
