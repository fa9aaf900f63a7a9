import { define } from '../../define/define.ts';
import { TuanProvider } from './provider-element.ts';

define('tuan-provider', TuanProvider);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-provider': TuanProvider;
  }
}

export { TuanProvider };
