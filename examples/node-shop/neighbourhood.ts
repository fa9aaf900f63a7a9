import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenTuan } from '@opentuan/core';
import { readSheet } from '@opentuan/core/sheets';

export const zone = 'Asia/Shanghai';

/** Spring onions, which every greengrocer here throws in. */
export const gift = 'V010';

/** What the shop has in its own spreadsheets: 53 goods, 8 leaders, 8 pickup points. */
const sheets = [
  ['priceList', 'price-list.csv'],
  ['leaders', 'leaders.csv'],
  ['pickupPoints', 'pickup-points.csv'],
] as const;

/** Customers of the shop, by its own numbers. */
const customers = [
  { externalId: 'C-1001', name: '小雨', phone: '13900001001', phoneVerified: true },
  { externalId: 'C-1002', name: '王姐', phone: '13900001002', phoneVerified: true },
];

/** Fills an empty database the way a shop would: by the public verbs. Does nothing the second time. */
export async function plantNeighbourhood(tuan: OpenTuan): Promise<void> {
  const [known] = await tuan.reader.rows('SELECT "id" FROM "shops"');
  if (known) return;
  await tuan.shop.create({ name: '幸福里鲜果店', zone, currency: 'CNY', locale: 'zh-CN' });
  for (const [kind, fileName] of sheets) {
    const { headers, rows } = await readSheet(await readFile(join(import.meta.dirname, 'sheets', fileName)));
    const sheet = {
      headers: [...headers],
      rows: rows.map(({ row, cells }) => ({ row, cells: [...cells] })),
    };
    const { id } = await tuan.imports.preview({ kind, fileName, sheet });
    await tuan.imports.confirm({ importId: id });
  }
  await tuan.customers.upsert({ customers });
  await plantPromotions(tuan);
}

/** What the shop gives to those who buy more, and a code for everybody on the notice board. */
async function plantPromotions(tuan: OpenTuan): Promise<void> {
  const yuan = (amount: number) => ({ amount: amount * 100, currency: 'CNY' });
  const given = { variantId: `external:${gift}`, from: yuan(20) };
  const wanted: readonly Parameters<OpenTuan['promotions']['create']>[0][] = [
    { kind: 'spendGift', name: '满20元送小葱', gift: given },
    { kind: 'spendSave', name: '满50减3', steps: [{ from: yuan(50), amount: yuan(3) }] },
    { kind: 'coupon', name: '邻里券', steps: [{ from: yuan(10), amount: yuan(2) }] },
  ];
  for (const promotion of wanted) {
    const { id: promotionId } = await tuan.promotions.create(promotion);
    await tuan.promotions.activate({ promotionId });
    if (promotion.kind === 'coupon')
      await tuan.coupons.create({ promotionId, coupons: [{ code: 'TUAN2026', uses: 1000 }] });
  }
}
