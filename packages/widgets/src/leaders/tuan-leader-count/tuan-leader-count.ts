import { define } from '../../define/define.ts';
import { TuanLeaderCount } from './count-element.ts';

define('tuan-leader-count', TuanLeaderCount);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-leader-count': TuanLeaderCount;
  }
}

export { TuanLeaderCount };
