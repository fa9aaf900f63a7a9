import { countOf, differing, given, isAnything, type RowOutcome, touchedIds } from '../shared/bulk-rows.ts';
import type { Context } from '../shared/context.ts';
import { shopId } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { type DayWindow, pickupPoints } from './tables.ts';

/** A pickup point to be stored: position in millionths of a degree, the leader by our id. What is undefined stays. */
export interface PickupPointValues {
  readonly externalId: string;
  readonly name: string;
  readonly address: string;
  readonly latitude?: number | null | undefined;
  readonly longitude?: number | null | undefined;
  readonly leaderId?: string | null | undefined;
  readonly windows?: readonly DayWindow[] | undefined;
  readonly shareBasisPoints?: number | null | undefined;
  readonly sharePerPiece?: number | null | undefined;
  readonly shareFrom?: 'leader' | 'shop' | null | undefined;
  readonly retired?: boolean | undefined;
}

/** Stores pickup points by `externalId`. A row that changes nothing writes nothing. One event for the call. */
export function storePickupPoints(
  work: Work,
  rows: readonly PickupPointValues[],
  context: Context,
): RowOutcome[] {
  work.need(...rows.map(({ externalId }) => [pickupPoints, { externalId }] as const));
  const outcomes = rows.map((row) => storePickupPoint(work, row, context));
  const pickupPointIds = touchedIds(outcomes);
  if (pickupPointIds.length > 0) {
    const data = {
      created: countOf(outcomes, 'created'),
      updated: countOf(outcomes, 'updated'),
      pickupPointIds,
    };
    work.emit({ type: 'pickupPoints.upserted', subject: shopId, data });
  }
  return outcomes;
}

function storePickupPoint(work: Work, row: PickupPointValues, { now, newId }: Context): RowOutcome {
  const { externalId } = row;
  const known = work.first(pickupPoints, { externalId });
  if (known === undefined) {
    const stamps = { createdAt: now, updatedAt: now };
    const point = work.insert(pickupPoints, { id: newId('pnt'), windows: [], ...given(row), ...stamps });
    return { externalId, id: point.id, outcome: 'created' };
  }
  const changes = differing(known, row);
  if (!isAnything(changes)) return { externalId, id: known.id, outcome: 'unchanged' };
  work.set(pickupPoints, known, { ...changes, updatedAt: now });
  return { externalId, id: known.id, outcome: 'updated' };
}
