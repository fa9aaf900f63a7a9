// An element is nothing without its provider, and the provider has to be there first.
export { TuanProvider } from '../../provider/tuan-provider/tuan-provider.ts';
import { define } from '../../define/define.ts';
import { TuanLeaderHandover } from './handover-element.ts';

define('tuan-leader-handover', TuanLeaderHandover);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-leader-handover': TuanLeaderHandover;
  }
}

export { TuanLeaderHandover };
