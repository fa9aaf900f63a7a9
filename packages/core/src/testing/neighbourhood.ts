import { campaignLeaders, campaignPoints, campaigns, offers } from '../campaigns/tables.ts';
import { products, variants } from '../catalog/tables.ts';
import { commissionRules, leaderAccounts } from '../commissions/tables.ts';
import { communities, members } from '../communities/tables.ts';
import { customers } from '../customers/tables.ts';
import { leaders } from '../leaders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import type { Context } from '../shared/context.ts';
import { instantOf } from '../shared/time.ts';
import { suppliers } from '../suppliers/tables.ts';
import type { NewRow, Work } from '../work.ts';

/** The ids of a small neighbourhood that every test can order in. */
export const planted = {
  supplier: 'sup_fruit',
  apple: 'var_apple',
  egg: 'var_egg',
  leader: 'led_chen',
  otherLeader: 'led_zhou',
  community: 'cmt_east',
  point: 'pnt_east',
  otherPoint: 'pnt_west',
  customer: 'cus_xiaoyu',
  otherCustomer: 'cus_wang',
  campaign: 'cam_today',
  appleOffer: 'off_apple',
  eggOffer: 'off_egg',
} as const;

/** Opens at 08:00 and closes at 22:00 on the Monday of the test shop; pickup on Tuesday 16:00–20:30. */
export function plantNeighbourhood(work: Work, { now }: Context): void {
  plantPeople(work, now);
  plantGoods(work, now);
  work.insert(commissionRules, { id: 'rul_shop', basisPoints: 1000, validFrom: 0, createdAt: now });
  work.insert(campaigns, {
    id: planted.campaign,
    externalId: 'today',
    title: '今日团',
    status: 'published',
    opensAt: instantOf('2026-11-23T08:00:00+08:00'),
    closesAt: instantOf('2026-11-23T22:00:00+08:00'),
    pickupDate: '2026-11-24',
    pickupWindows: [{ opens: '16:00', closes: '20:30' }],
    pickupStartsAt: instantOf('2026-11-24T16:00:00+08:00'),
    pickupEndsAt: instantOf('2026-11-24T20:30:00+08:00'),
    createdAt: now,
    publishedAt: now,
  });
  for (const leaderId of [planted.leader, planted.otherLeader])
    work.insert(campaignLeaders, { campaignId: planted.campaign, leaderId });
  for (const pickupPointId of [planted.point, planted.otherPoint])
    work.insert(campaignPoints, { campaignId: planted.campaign, pickupPointId });
  plantOffer(work, now, {
    id: planted.appleOffer,
    variantId: planted.apple,
    title: '苹果',
    unit: '斤',
    category: '水果',
    price: 1000,
    packSize: 20,
    gramsPerUnit: 500,
  });
  plantOffer(work, now, {
    id: planted.eggOffer,
    variantId: planted.egg,
    title: '散养土鸡蛋',
    unit: '盒',
    category: '肉禽蛋',
    price: 3280,
    packSize: 12,
    position: 1,
  });
}

type OfferWish = Pick<NewRow<typeof offers>, 'id' | 'variantId' | 'title' | 'unit' | 'category' | 'price'> &
  Partial<NewRow<typeof offers>>;

export function plantOffer(work: Work, now: number, wish: OfferWish): void {
  work.insert(offers, {
    campaignId: planted.campaign,
    supplierId: planted.supplier,
    closesAt: instantOf('2026-11-23T22:00:00+08:00'),
    lowerMinimums: [],
    createdAt: now,
    ...wish,
  });
}

function plantPeople(work: Work, now: number): void {
  const active = { status: 'active', appliedAt: now, approvedAt: now } as const;
  work.insert(leaders, { id: 'led_house', name: '店铺自营', house: true, ...active });
  work.insert(leaders, {
    id: planted.leader,
    externalId: 'L01',
    name: '东门小陈妈妈',
    phone: '+8613800000001',
    ...active,
  });
  work.insert(leaders, {
    id: planted.otherLeader,
    externalId: 'L02',
    name: '便利店老周',
    phone: '+8613800000002',
    ...active,
  });
  for (const leaderId of ['led_house', planted.leader, planted.otherLeader])
    work.insert(leaderAccounts, { leaderId });
  work.insert(communities, {
    id: planted.community,
    leaderId: planted.leader,
    name: '幸福里东区邻居群',
    inviteCode: 'EAST2026',
    createdAt: now,
  });
  plantPoints(work, now);
  plantCustomers(work, now);
}

function plantPoints(work: Work, now: number): void {
  const point = {
    address: '文一西路1500号',
    windows: [{ opens: '16:00', closes: '20:30' }],
    createdAt: now,
    updatedAt: now,
  };
  work.insert(pickupPoints, {
    id: planted.point,
    externalId: 'P01',
    name: '幸福里东门驿站',
    leaderId: planted.leader,
    ...point,
  });
  work.insert(pickupPoints, {
    id: planted.otherPoint,
    externalId: 'P02',
    name: '幸福里西区便利店',
    leaderId: planted.otherLeader,
    ...point,
  });
}

function plantCustomers(work: Work, now: number): void {
  const stamps = { createdAt: now, updatedAt: now };
  work.insert(customers, {
    id: planted.customer,
    externalId: 'C-1',
    name: '小雨',
    phone: '+8613900000001',
    phoneVerified: true,
    ...stamps,
  });
  work.insert(customers, {
    id: planted.otherCustomer,
    externalId: 'C-2',
    name: '王姐',
    phone: '+8613900000002',
    phoneVerified: true,
    ...stamps,
  });
  work.insert(members, {
    communityId: planted.community,
    customerId: planted.customer,
    newcomer: true,
    joinedAt: now,
  });
  work.add(communities, work.get(communities, planted.community), { memberCount: 1 });
}

function plantGoods(work: Work, now: number): void {
  const stamps = { createdAt: now, updatedAt: now };
  work.insert(suppliers, { id: planted.supplier, externalId: '果然鲜果业', name: '果然鲜果业', ...stamps });
  work.insert(products, { id: 'prd_apple', externalId: 'F001', name: '苹果', category: '水果', ...stamps });
  work.insert(products, {
    id: 'prd_egg',
    externalId: 'E001',
    name: '散养土鸡蛋',
    category: '肉禽蛋',
    ...stamps,
  });
  const bought = { supplierId: planted.supplier, leadDays: 1, ...stamps };
  work.insert(variants, {
    id: planted.apple,
    externalId: 'F001',
    productId: 'prd_apple',
    unit: '斤',
    packSize: 20,
    gramsPerUnit: 500,
    price: 1000,
    cost: 800,
    ...bought,
  });
  work.insert(variants, {
    id: planted.egg,
    externalId: 'E001',
    productId: 'prd_egg',
    unit: '盒',
    packSize: 12,
    price: 3280,
    cost: 2650,
    ...bought,
  });
}
