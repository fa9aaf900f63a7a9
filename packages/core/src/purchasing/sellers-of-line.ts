import { offers } from '../campaigns/tables.ts';
import { faultCharged } from '../ledger/postings.ts';
import type { Dimensions, Posting } from '../ledger/post-transaction.ts';
import type { OrderLine } from '../orders/order.ts';
import { allocate } from '../shared/money.ts';
import type { Row, Work } from '../work.ts';
import { goodsReceiptLines, goodsReceipts, purchaseLines, purchaseOrders } from './tables.ts';

/** Who sold goods of a line, and how many pieces of them there were. */
interface Seller {
  readonly supplierId: string;
  readonly pieces: number;
}

/**
 * Who really sold the goods that a line was served from (R25): the suppliers of the receipt lines of its purchase
 * order, in the order of their receipts, without what came after the closing or went back. Nobody knows which apple
 * was whose, so they answer by pieces. Pieces from stock were bought in another round, perhaps of somebody else: they
 * make nobody's share larger. Where no seller is known at all, the planned supplier stands for them.
 */
function sellersOf(work: Work, line: OrderLine): Seller[] {
  const { closesAt } = work.get(offers, line.offerId);
  const source = `${line.campaignId} ${String(closesAt)} ${line.supplierId}`;
  const order = work.first(purchaseOrders, { source });
  const bought = order && purchaseLineOf(work, order.id, line.variantId);
  return order && bought
    ? sellersOfBought(work, order, bought)
    : [{ supplierId: line.supplierId, pieces: 1 }];
}

type Bought = Pick<Row<typeof purchaseOrders>, 'id' | 'supplierId' | 'closedAt'>;

/** The same of a purchase order's line. */
function sellersOfBought(work: Work, order: Bought, bought: Row<typeof purchaseLines>): Seller[] {
  const { closedAt, supplierId: planned } = order;
  const pieces = new Map<string, number>();
  const add = (supplierId: string, count: number) =>
    pieces.set(supplierId, (pieces.get(supplierId) ?? 0) + count);
  work.need(
    [goodsReceipts, { purchaseOrderId: order.id }],
    [goodsReceiptLines, { purchaseLineId: bought.id }],
  );
  const inTime = work
    .list(goodsReceipts, { purchaseOrderId: order.id })
    .filter(({ receivedAt }) => closedAt === null || receivedAt <= closedAt)
    .toSorted((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1));
  const received = work.list(goodsReceiptLines, { purchaseLineId: bought.id });
  for (const { id } of inTime)
    for (const one of received.filter(({ goodsReceiptId }) => goodsReceiptId === id))
      add(one.supplierId, one.accepted - one.sentBack);
  const sellers = [...pieces]
    .filter(([, count]) => count > 0)
    .map(([supplierId, count]) => ({ supplierId, pieces: count }));
  return sellers.length > 0 ? sellers : [{ supplierId: planned, pieces: 1 }];
}

function purchaseLineOf(work: Work, purchaseOrderId: string, variantId: string) {
  return work.list(purchaseLines, { purchaseOrderId }).find((one) => one.variantId === variantId);
}

/** The seller of most of a line's goods, for lists and complaints; of two alike the one who came first. */
export function mainSellerOf(work: Work, line: OrderLine): string {
  const [first] = sellersOf(work, line).toSorted((a, b) => b.pieces - a.pieces);
  return first?.supplierId ?? line.supplierId;
}

/** What suppliers answer for, charged to those who really sold the goods, by pieces with the largest remainder. */
export function supplierCharges(work: Work, line: OrderLine, amount: number, about: Dimensions): Posting[] {
  return chargesOf(sellersOf(work, line), amount, about);
}

/** The same for goods that no line has a share of yet: those of a purchase order's line. */
export function supplierChargesOfBought(
  work: Work,
  order: Bought,
  bought: Row<typeof purchaseLines>,
  amount: number,
  about: Dimensions,
): Posting[] {
  return chargesOf(sellersOfBought(work, order, bought), amount, about);
}

function chargesOf(sellers: readonly Seller[], amount: number, about: Dimensions): Posting[] {
  const shares = allocate(
    amount,
    sellers.map(({ pieces }) => pieces),
  );
  return sellers.flatMap(({ supplierId }, position) =>
    faultCharged('supplier', shares[position] ?? 0, { ...about, supplierId }),
  );
}
