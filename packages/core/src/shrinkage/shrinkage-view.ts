import { orderLines } from '../orders/tables.ts';
import { variantLabels } from '../purchasing/variant-label.ts';
import { shrinkages } from '../purchasing/tables.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import type { ShrinkageRecordView } from './schemas.ts';
import { shrinkageRecords } from './tables.ts';

/** Recorded losses as they are answered, in a few reads however many they are. */
export function shrinkageAnswers(work: Work, ids: readonly string[]): ShrinkageRecordView[] {
  work.need(
    ...ids.map((id) => [shrinkageRecords, { id }] as const),
    ...ids.map((recordId) => [shrinkages, { recordId }] as const),
  );
  const records = ids.map((id) => work.get(shrinkageRecords, id));
  const losses = ids.flatMap((recordId) => work.list(shrinkages, { recordId }));
  const lineIds = losses.flatMap(({ orderLineId }) => orderLineId ?? []);
  work.need(...lineIds.map((id) => [orderLines, { id }] as const));
  const { currency } = theShop(work);
  const labels = variantLabels(
    work,
    records.map(({ variantId }) => variantId),
  );
  return records.map(
    ({ cost, faultShares, pictures, recordedAt, reversedAt, version: _version, ...record }) => {
      const own = work.list(shrinkages, { recordId: record.id });
      return {
        ...record,
        title: labels.get(record.variantId)?.title ?? '',
        unit: labels.get(record.variantId)?.unit ?? '',
        cost: money(cost, currency),
        faultShares: { ...faultShares },
        pictures: [...pictures],
        recordedAt: instantText(recordedAt),
        reversedAt: instantOrNull(reversedAt),
        lines: own
          .filter(({ orderLineId }) => orderLineId !== null)
          .toSorted((a, b) => (a.id < b.id ? -1 : 1))
          .map(({ orderLineId, pieces, cost: ofLine }) => ({
            orderLineId: orderLineId ?? '',
            orderId: work.get(orderLines, orderLineId ?? '').orderId,
            pieces,
            cost: money(ofLine, currency),
          })),
      };
    },
  );
}

export function shrinkageAnswer(work: Work, id: string): ShrinkageRecordView {
  const [answer] = shrinkageAnswers(work, [id]);
  return answer as ShrinkageRecordView;
}
