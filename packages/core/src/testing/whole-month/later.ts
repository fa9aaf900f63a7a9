import { change } from './change.ts';
import { weigh } from './goods.ts';
import { minute, type Month } from './month.ts';
import { pay } from './ordering.ts';
import type { ComplaintWish, LaterStep } from './wishes.ts';

type Found = NonNullable<Awaited<ReturnType<Month['line']>>>;
type OnLine = Exclude<LaterStep, { kind: 'wait' | 'change' }>;

/** One step after the goods have come: on an order of this round or of one before. */
export async function playLater(month: Month, step: LaterStep): Promise<void> {
  if (step.kind === 'wait') month.shop.now += step.minutes * minute;
  else if (step.kind === 'change') await change(month, step);
  else {
    const found = await month.line(step.order, step.line);
    if (found) await onLine(month, step, found);
  }
}

async function onLine(month: Month, step: OnLine, found: Found): Promise<void> {
  const { tuan } = month;
  const { order, line, left } = found;
  const orderId = order.id;
  const lineId = line.id;
  switch (step.kind) {
    case 'handOver':
      return fetch(month, orderId);
    case 'handOverPart':
      return fetch(month, orderId, lineId);
    case 'pay':
      return pay(month, orderId);
    case 'claim':
    case 'replacement':
      return claim(month, step, found);
    case 'refundPieces': {
      const given = { pieces: step.pieces, reason: '碰伤', fault: step.fault };
      await month.try('refund by piece', tuan.orders.refund({ orderId, lineId, ...given }));
      return;
    }
    case 'refundAmount': {
      const amount = month.money(Math.max(1, Math.floor((left * step.percent) / 100)));
      const given = { amount, reason: '补偿', fault: step.fault };
      await month.try('refund by amount', tuan.orders.refund({ orderId, lineId, ...given }));
      return;
    }
    case 'withdraw':
      await month.try('withdraw', tuan.orders.withdraw({ orderId, reason: '送错', fault: step.fault }));
      return;
    case 'lose':
      return lose(month, step.fault, found);
    case 'weigh':
      return weigh(month, step.order, 500 + 8 * step.percent);
    default:
      return step satisfies never;
  }
}

/** A neighbour comes, pays what is due, and fetches everything, or one piece of a line. */
export async function fetch(month: Month, orderId: string, lineId?: string): Promise<void> {
  const { status, amountDue } = await month.tuan.orders.get({ orderId });
  if (status !== 'ready') return;
  if (amountDue.amount > 0) await pay(month, orderId);
  const part = lineId === undefined ? {} : { lines: [{ lineId, pieces: 1 }] };
  const handed = { orderId, handoverId: month.name('handover').replace(' ', '-'), ...part };
  await month.try(lineId === undefined ? 'handOver' : 'handOverPart', month.tuan.pickups.handOver(handed));
}

/** A claim whose fault two share; the goods again, or money back; some are never decided. */
async function claim(month: Month, step: ComplaintWish, { line, left }: Found): Promise<void> {
  const { tuan } = month;
  const { kind, fault, half, pieces } = step;
  const amount = month.money(Math.max(1, Math.floor((left * step.percent) / 100)));
  const about = kind === 'claim' ? { amount } : { pieces, wish: 'replacement' as const };
  const opened = await month.try(
    'claim',
    tuan.claims.open({ orderLineId: line.id, reason: '不新鲜', ...about }),
  );
  if (!opened || !step.decided) return;
  const faultShares = fault === half ? { [fault]: 10_000 } : { [fault]: 3333, [half]: 6667 };
  const outcome = kind === 'claim' ? ('refund' as const) : ('replacement' as const);
  const approving = tuan.claims.approve({ claimId: opened.id, outcome, faultShares });
  await month.try(`approve ${outcome}`, approving);
}

/** Something is lost at the counter, or by nobody's coming. */
async function lose(month: Month, fault: ComplaintWish['fault'], { order, line }: Found) {
  const goods = { campaignId: order.campaignId, variantId: line.variantId, pieces: 1, reason: '摔坏' };
  const faultShares = { [fault]: 10_000 };
  for (const stage of ['handover', 'sorting'] as const) {
    const about = stage === 'handover' ? { orderLineId: line.id } : {};
    const lost = { stage, ...goods, ...about, ...(fault === 'customer' ? {} : { faultShares }) };
    if (await month.try(`shrinkage ${stage}`, month.tuan.shrinkages.record(lost))) return;
  }
}
