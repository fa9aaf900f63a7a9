import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenTuan } from '@opentuan/core';
import { readSheet } from '@opentuan/core/sheets';

export const zone = 'Asia/Shanghai';

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
}
