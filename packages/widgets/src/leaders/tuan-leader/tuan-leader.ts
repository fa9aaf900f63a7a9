// An element is nothing without its provider, and the provider has to be there first.
export { TuanProvider } from '../../provider/tuan-provider/tuan-provider.ts';
import { define } from '../../define/define.ts';
import { TuanLeader } from './leader-element.ts';

define('tuan-leader', TuanLeader);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-leader': TuanLeader;
  }
}

export { TuanLeader };
