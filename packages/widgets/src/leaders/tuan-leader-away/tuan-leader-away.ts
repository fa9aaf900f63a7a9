import { define } from '../../define/define.ts';
import { TuanLeaderAway } from './away-element.ts';

define('tuan-leader-away', TuanLeaderAway);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-leader-away': TuanLeaderAway;
  }
}

export { TuanLeaderAway };
