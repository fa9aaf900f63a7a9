type Json = Readonly<Record<string, unknown>>;

const campaignId = 'external:today';
const lines = [{ variantId: 'external:F001', pieces: 2 }];
const yuan = (amount: number): Json => ({ amount, currency: 'CNY' });
const claim = { orderLineId: 'lin_01KAQ3W8ZC0000F7M2X9TD4E', reason: '两个苹果压坏了', pieces: 1 };
const shrinkage: Json = {
  stage: 'sorting',
  campaignId,
  variantId: 'external:F001',
  pickupPointId: 'external:P01',
  pieces: 2,
  reason: '压坏',
};
const order = {
  campaignId,
  customer: { phone: '13800138000', name: '小雨' },
  leaderId: 'external:L01',
  pickupPointId: 'external:P01',
  lines,
};

/** Request bodies that work when they are pasted against the sample neighbourhood, by operationId. Others come from their shape. */
export const examples: Readonly<Record<string, Json>> = {
  quoteOrder: { campaignId, lines },
  storefrontQuoteOrder: { campaignId, lines },
  placeOrder: { ...order, payment: { amount: yuan(2000), reference: 'till-7-000123' } },
  leaderPlaceOrder: { ...order, leaderId: undefined, customer: { nickname: '3栋王姐' } },
  storefrontPlaceOrder: {
    campaignId,
    leaderId: 'external:L01',
    pickupPointId: 'external:P01',
    lines,
    quoteToken: 'the token of the quote',
  },
  payOrder: { amount: yuan(2000), reference: 'wx-4200001234' },
  refundOrder: { lineId: 'lin_01KAQ3W8ZC0000F7M2X9TD4E', pieces: 1, reason: '压坏', fault: 'supplier' },
  withdrawOrder: { reason: '顾客临时出差', fault: 'customer' },
  recordShrinkage: { ...shrinkage, reference: 'sorting-table-1-000017', faultShares: { shop: 10_000 } },
  leaderRecordShrinkage: { ...shrinkage, stage: 'handover', reference: 'phone-1-000003' },
  openSession: { customer: 'external:C-1', ttl: 3600 },
  createApiKey: { name: '收银台 1', kind: 'secret', scopes: ['orders:read', 'orders:write'] },
  openClaim: claim,
  storefrontOpenClaim: claim,
  leaderOpenClaim: claim,
  applyLeader: { externalId: 'L99', name: '北门小李', phone: '13800138099', role: '宝妈' },
  changeShop: { policies: { holdMinutes: 20 } },
  changeCampaign: { closesAt: '2026-11-23T21:30:00+08:00' },
  changeCommunity: { name: '幸福里东区邻居群' },
  leaderChangeCommunity: { name: '幸福里东区邻居群' },
  changeLeader: { tier: '金牌' },
  createCommissionRule: { leaderId: 'external:L01', basisPoints: 1200 },
};
