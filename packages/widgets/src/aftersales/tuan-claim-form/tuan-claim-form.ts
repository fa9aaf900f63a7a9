import { define } from '../../define/define.ts';
import { TuanClaimForm } from './claim-form-element.ts';

define('tuan-claim-form', TuanClaimForm);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-claim-form': TuanClaimForm;
  }
}

export { TuanClaimForm };
