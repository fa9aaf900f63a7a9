import { define } from '../../define/define.ts';
import { TuanLeaderClaims } from './leader-claims-element.ts';

define('tuan-leader-claims', TuanLeaderClaims);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-leader-claims': TuanLeaderClaims;
  }
}

export { TuanLeaderClaims };
