import { define } from '../../define/define.ts';
import { TuanLeaderStatements } from './statements-element.ts';

define('tuan-leader-statements', TuanLeaderStatements);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-leader-statements': TuanLeaderStatements;
  }
}

export { TuanLeaderStatements };
