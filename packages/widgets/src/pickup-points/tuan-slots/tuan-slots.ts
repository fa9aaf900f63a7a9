import { define } from '../../define/define.ts';
import { TuanSlots } from './slots-element.ts';

define('tuan-slots', TuanSlots);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-slots': TuanSlots;
  }
}

export { TuanSlots };
