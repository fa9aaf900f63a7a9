import { expect } from 'vitest';
import { byCustomer, byLeader, byShop, type Flow, refusalOf, yuan } from './flow.ts';

/** Who takes part, by our ids. */
export interface Neighbourhood {
  readonly campaign: string;
  /** 东门小陈妈妈: the shop's 10 %. */
  readonly chen: string;
  /** 翡翠城芳姐: an own rate of 12 %. */
  readonly fang: string;
  readonly east: string;
  readonly emerald: string;
  readonly customers: Readonly<Record<'xiaoyu' | 'wang' | 'li' | 'zhao', string>>;
  readonly points: { readonly east: string; readonly emerald: string };
}

/** Lines of the sample price list: 货号, 品名, 单位, 箱规, 进价, 售价, 品类. */
const goods = [
  ['F001', '苹果', '斤', 20, 800, 1000, '水果', '果然鲜果业'],
  ['F006', '车厘子', '盒', 10, 5800, 7900, '水果', '果然鲜果业'],
  ['V001', '土豆', '斤', 50, 120, 198, '蔬菜', '城北批发市场·蔬菜'],
  ['E001', '散养土鸡蛋', '盒', 12, 2650, 3280, '肉禽蛋', '临平禽蛋合作社'],
  ['T001', '老豆腐', '盒', 20, 180, 280, '豆制品', '余杭豆制品厂'],
] as const;

/** From nothing to a published round: 5 goods of 4 suppliers, 2 leaders, 4 customers, 2 pickup points. */
export async function setUp(flow: Flow): Promise<Neighbourhood> {
  const { tuan } = flow;
  const policies = { payAtPickup: 'allowed' } as const;
  const shop = { name: '幸福里鲜果店', zone: 'Asia/Shanghai', currency: 'CNY', locale: 'zh-CN', policies };
  await tuan.shop.create(shop, byShop);
  expect(await refusalOf(tuan.shop.create(shop, byShop))).toBe('shop_exists');
  await mirrorGoods(flow);
  const { chen, fang } = await admitLeaders(flow);
  const { east, emerald, customers } = await gatherNeighbours(flow, chen, fang);
  const points = await openPoints(flow);
  const campaign = await publish(flow);
  return { campaign, chen, fang, east, emerald, customers, points };
}

async function mirrorGoods({ tuan }: Flow): Promise<void> {
  const names = [...new Set(goods.map(([, , , , , , , supplier]) => supplier))];
  const suppliers = names.map((name) => ({ externalId: name, name }));
  expect(await tuan.suppliers.upsert({ suppliers }, byShop)).toMatchObject({ created: 4, updated: 0 });
  const products = goods.map(([externalId, name, unit, packSize, cost, price, category, supplier]) => ({
    externalId,
    name,
    category,
    variants: [
      {
        externalId,
        unit,
        packSize,
        cost: yuan(cost),
        price: yuan(price),
        leadDays: 1,
        supplierId: `external:${supplier}`,
      },
    ],
  }));
  expect(await tuan.products.upsert({ products }, byShop)).toMatchObject({ created: 5 });
  expect(await tuan.products.upsert({ products }, byShop)).toMatchObject({ created: 0, updated: 0 });
}

async function admitLeaders({ tuan }: Flow): Promise<{ chen: string; fang: string }> {
  const chen = await tuan.leaders.apply(
    { externalId: 'L01', name: '东门小陈妈妈', phone: '13800000001' },
    byShop,
  );
  const fang = await tuan.leaders.apply(
    { externalId: 'L03', name: '翡翠城芳姐', phone: '13800000003' },
    byShop,
  );
  const ding = await tuan.leaders.apply({ externalId: 'L99', name: '老丁' }, byShop);
  await tuan.leaders.approve({ leaderId: chen.id }, byShop);
  await tuan.leaders.approve({ leaderId: fang.id, basisPoints: 1200 }, byShop);
  await tuan.leaders.reject({ leaderId: ding.id, reason: '没有社群' }, byShop);
  expect(await refusalOf(tuan.leaders.approve({ leaderId: chen.id }, byShop))).toBe('leader_status');
  return { chen: chen.id, fang: fang.id };
}

async function gatherNeighbours({ tuan }: Flow, chen: string, fang: string) {
  const customers = ['小雨', '王姐', '李哥', '赵阿姨'].map((name, index) => ({
    externalId: `C-${String(index + 1)}`,
    name,
    phone: `1390000000${String(index + 1)}`,
    phoneVerified: true,
  }));
  const { data } = await tuan.customers.upsert({ customers }, byShop);
  const [xiaoyu = '', wang = '', li = '', zhao = ''] = data.map(({ id }) => id);
  const east = await tuan.communities.create({ name: '幸福里东区邻居群' }, byLeader(chen));
  const emerald = await tuan.communities.create({ name: '翡翠城买菜群' }, byLeader(fang));
  for (const customerId of [xiaoyu, wang])
    await tuan.communities.join({ inviteCode: east.inviteCode }, byCustomer(customerId));
  for (const customerId of [li, zhao])
    await tuan.communities.join({ inviteCode: emerald.inviteCode }, byCustomer(customerId));
  await tuan.communities.join({ inviteCode: emerald.inviteCode }, byCustomer(zhao));
  expect(await tuan.communities.get({ communityId: emerald.id }, byShop)).toMatchObject({ memberCount: 2 });
  return { east: east.id, emerald: emerald.id, customers: { xiaoyu, wang, li, zhao } };
}

async function openPoints({ tuan }: Flow): Promise<{ east: string; emerald: string }> {
  const point = (externalId: string, name: string, leader: string, latitude: number, longitude: number) => ({
    externalId,
    name,
    address: `杭州市余杭区${name}`,
    leaderId: `external:${leader}`,
    position: { latitude, longitude },
    windows: [{ opens: '16:00', closes: '20:30' }],
  });
  const pickupPoints = [
    point('P01', '幸福里东门驿站', 'L01', 30.2817, 120.0183),
    point('P03', '翡翠城3号楼架空层', 'L03', 30.2769, 120.0058),
  ];
  const { data } = await tuan.pickupPoints.upsert({ pickupPoints }, byShop);
  const [east = '', emerald = ''] = data.map(({ id }) => id);
  return { east, emerald };
}

/** Drafted on Monday at 9, closes at 22:00, collected on Tuesday from 16:00 to 20:00. */
async function publish({ tuan }: Flow): Promise<string> {
  const { id: campaignId } = await tuan.campaigns.draft(
    {
      externalId: 'tuesday',
      title: '周二鲜果团',
      closesAt: '2026-11-23T22:00:00+08:00',
      pickupDate: '2026-11-24',
      pickupWindows: [{ opens: '16:00', closes: '20:00' }],
      leaderIds: ['external:L01', 'external:L03'],
      pickupPointIds: ['external:P01', 'external:P03'],
      offers: [
        { variantId: 'external:F001', cap: 60, limitPerCustomer: 25 },
        { variantId: 'external:V001' },
        { variantId: 'external:E001' },
        { variantId: 'external:T001' },
      ],
    },
    byShop,
  );
  await tuan.campaigns.putOffers(
    { campaignId, offers: [{ variantId: 'external:F006', minimum: 10, onMiss: 'cancel' }] },
    byShop,
  );
  expect(await tuan.campaigns.publish({ campaignId }, byShop)).toMatchObject({
    phase: 'open',
    status: 'published',
  });
  return campaignId;
}
