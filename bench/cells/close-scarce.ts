import type { OpenTuan } from '../../packages/core/src/open-tuan.ts';
import type { Engine } from '../../packages/core/src/storage/engine.ts';
import { planted } from '../../packages/core/src/testing/index.ts';
import type { Cell } from '../cell.ts';
import { afterCutoff, bare, picked, plantRound } from './freeze-and-buy.ts';
import { onCopies, runAll } from './on-copies.ts';

const { campaign: campaignId } = planted;
const at = { now: afterCutoff };

/** Of five lines of an order one is for the same product: everybody wants it, and it is paid for. */
async function plantScarce(engine: Engine, lineCount: number): Promise<void> {
  await plantRound(engine, lineCount);
  await runAll(engine, [
    `UPDATE "order_lines" SET "offerId" = 'off_1', "variantId" = 'var_1', "supplierId" = 'sup_2' WHERE "position" = 0`,
    `UPDATE "orders" SET "paid" = "total", "paidAt" = "placedAt"`,
    `UPDATE "offers" SET ("sold", "firm") = (SELECT coalesce(sum(l."pieces"), 0), coalesce(sum(l."firmPieces"), 0) FROM "order_lines" AS l
      WHERE l."campaignId" = "offers"."campaignId" AND l."offerId" = "offers"."id")`,
    'ANALYZE',
  ]);
}

/** Everything comes but a tenth of the scarce product; each order is shared out and settled to its end. */
async function closeRound(tuan: OpenTuan): Promise<void> {
  await tuan.campaigns.freeze({ campaignId }, at);
  const { data } = await tuan.purchaseOrders.generate({ campaignId }, at);
  for (const { id: purchaseOrderId, lines } of data) {
    await tuan.purchaseOrders.send({ purchaseOrderId }, at);
    const arrived = lines.map(({ variantId, ordered }) => ({
      variantId,
      accepted: variantId === 'var_1' ? Math.floor(ordered * 0.9) : ordered,
    }));
    await tuan.purchaseOrders.receive({ purchaseOrderId, lines: arrived }, at);
    let status = 'received';
    while (status !== 'closed')
      ({ status } = (await tuan.purchaseOrders.close({ purchaseOrderId }, at)).purchaseOrder);
  }
}

/** What must be written in any case: what each line gets. The rows in the order in which they lie. */
const shared = [
  `UPDATE "order_lines" SET "allocated" = "firmPieces" WHERE "campaignId" = '${campaignId}' AND "firmPieces" > 0`,
];

const round = { count: 500_000, planted: 'scarce', plant: plantScarce };

/** From ten in the evening to the crates: 10,000 of 100,000 customers come short, are refunded and told. In order lines. */
export const closeScarce: Cell = {
  name: 'closing 100,000 orders, 500,000 lines, one product scarce',
  contenders: () =>
    Promise.resolve([
      onCopies({
        ...round,
        name: 'OpenTuan: freeze, buy, receive, share out, refund, pick lists, audit',
        async work({ tuan }) {
          await closeRound(tuan);
          for (let cursor: string | null = ''; cursor !== null;) {
            const from: { cursor?: string } = cursor === '' ? {} : { cursor };
            ({ nextCursor: cursor } = await tuan.pickLists.get({ campaignId, ...from }, at));
          }
          await tuan.audit.run({}, at);
        },
      }),
      onCopies({
        ...round,
        name: 'OpenTuan: freeze, buy, receive, share out, refund',
        work: ({ tuan }) => closeRound(tuan),
      }),
      onCopies({
        ...round,
        name: 'bare INSERT … SELECT of what to buy, who gets it, what to pick',
        work: ({ engine }) => runAll(engine, [...bare, ...shared, ...picked]),
      }),
    ]),
  targets: [null, null],
};
