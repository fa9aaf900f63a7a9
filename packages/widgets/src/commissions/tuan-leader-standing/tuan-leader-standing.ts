import { define } from '../../define/define.ts';
import { TuanLeaderStanding } from './standing-element.ts';

define('tuan-leader-standing', TuanLeaderStanding);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-leader-standing': TuanLeaderStanding;
  }
}

export { TuanLeaderStanding };
