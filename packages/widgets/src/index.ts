export { define } from './define/define.ts';
export { TuanCampaign } from './campaigns/tuan-campaign/campaign-element.ts';
export { TuanLeaderCommission } from './commissions/tuan-leader-commission/commission-element.ts';
export { TuanLeader } from './leaders/tuan-leader/leader-element.ts';
export { TuanLeaderHandover } from './pickup/tuan-leader-handover/handover-element.ts';
export { TuanOrder } from './orders/tuan-order/order-element.ts';
export { TuanProvider } from './provider/tuan-provider/provider-element.ts';
export { type Locale, locales, type Tuan } from './provider/tuan.ts';
export { state, TuanElement } from './provider/tuan-element.ts';
