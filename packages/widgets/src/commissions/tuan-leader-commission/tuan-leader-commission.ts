// An element is nothing without its provider, and the provider has to be there first.
export { TuanProvider } from '../../provider/tuan-provider/tuan-provider.ts';
import { define } from '../../define/define.ts';
import { TuanLeaderCommission } from './commission-element.ts';

define('tuan-leader-commission', TuanLeaderCommission);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-leader-commission': TuanLeaderCommission;
  }
}

export { TuanLeaderCommission };
