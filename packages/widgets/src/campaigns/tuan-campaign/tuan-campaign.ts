// An element is nothing without its provider, and the provider has to be there first.
export { TuanProvider } from '../../provider/tuan-provider/tuan-provider.ts';
import { define } from '../../define/define.ts';
import { TuanCampaign } from './campaign-element.ts';

define('tuan-campaign', TuanCampaign);

declare global {
  interface HTMLElementTagNameMap {
    'tuan-campaign': TuanCampaign;
  }
}

export { TuanCampaign };
