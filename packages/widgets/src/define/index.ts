export * from '../provider/tuan-provider/tuan-provider.ts';
export * from '../campaigns/tuan-campaign/tuan-campaign.ts';
export * from '../orders/tuan-order/tuan-order.ts';
export * from '../leaders/tuan-leader/tuan-leader.ts';
export * from '../pickup/tuan-leader-handover/tuan-leader-handover.ts';
export * from '../commissions/tuan-leader-commission/tuan-leader-commission.ts';
