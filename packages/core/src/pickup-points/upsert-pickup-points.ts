import type * as z from 'zod';
import { boostShare, demandShares } from '../commissions/demand-shares.ts';
import { defineVerb } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { demandDistinct, upserted } from '../shared/bulk-rows.ts';
import { type FieldProblem, refuse } from '../shared/error.ts';
import { requestOf, resolveIfKnown } from '../shared/reference.ts';
import { upsertedSchema } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { amountOf, theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { microPosition } from './position.ts';
import { upsertPickupPointsSchema } from './schemas.ts';
import { type PickupPointValues, storePickupPoints } from './store-pickup-points.ts';
import { pickupPoints } from './tables.ts';

type PickupPointRow = z.output<typeof upsertPickupPointsSchema>['pickupPoints'][number];

/**
 * Mirrors pickup points, up to 1,000 in a call, all or none. What is the same already is not touched.
 *
 * Refuses: invalid_input (also for an `externalId` that stands in two rows, a leader who is not known, or a new point
 * without opening hours), commission_share_too_high, currency_mismatch, not_allowed.
 */
export const upsertPickupPoints = defineVerb({
  name: 'pickupPoints.upsert',
  summary: 'Create or update pickup points by externalId',
  input: upsertPickupPointsSchema,
  answer: upsertedSchema,
  decide: (work, { pickupPoints: rows }, context) => {
    demandShop(context);
    demandDistinct(
      rows.map(({ externalId }, index) => ({ path: `pickupPoints.${String(index)}`, externalId })),
    );
    const references = rows.flatMap(({ leaderId }) => leaderId ?? []);
    work.need(
      ...rows.map(({ externalId }) => [pickupPoints, { externalId }] as const),
      ...references.map((reference) => requestOf(leaders, reference)),
    );
    const fields = rows.flatMap((row, index) => problemsOf(work, row, `pickupPoints.${String(index)}`));
    if (fields.length > 0) refuse('invalid_input', { fields });
    return upserted(
      storePickupPoints(
        work,
        rows.map((row, index) => valuesOf(work, row, `pickupPoints.${String(index)}`)),
        context,
      ),
    );
  },
});

function problemsOf(
  work: Work,
  { externalId, windows, leaderId }: PickupPointRow,
  path: string,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const known = work.first(pickupPoints, { externalId });
  if (windows === undefined && known === undefined) {
    problems.push({
      path: `${path}.windows`,
      code: 'required',
      message: 'A new pickup point needs opening hours.',
    });
  }
  if (typeof leaderId !== 'string') return problems;
  const leader = resolveIfKnown(work, leaders, leaderId);
  const message = leader === undefined ? 'There is no such leader.' : `This leader is ${leader.status}.`;
  const gone = leader?.status === 'left' || leader?.status === 'rejected';
  if (leader === undefined || (gone && known?.leaderId !== leader.id)) {
    problems.push({ path: `${path}.leaderId`, code: 'unknown', message });
  }
  return problems;
}

function valuesOf(
  work: Work,
  { position, leaderId, share, ...row }: PickupPointRow,
  path: string,
): PickupPointValues {
  const place = position === null ? { latitude: null, longitude: null } : position && microPosition(position);
  const leader = typeof leaderId === 'string' ? resolveIfKnown(work, leaders, leaderId)?.id : leaderId;
  return { ...row, ...place, ...shareColumns(work, share, `${path}.share`), leaderId: leader };
}

/** What is paid on top of the rule and the boost stands beside them; what is taken out of the leader's does not. */
function shareColumns(work: Work, share: PickupPointRow['share'], path: string): Partial<PickupPointValues> {
  if (share === undefined) return {};
  if (share === null) return { shareBasisPoints: null, sharePerPiece: null, shareFrom: null };
  const shop = theShop(work);
  const { basisPoints = null, from } = share;
  const part = { part: 'point', basisPoints: basisPoints ?? 0 } as const;
  demandShares(shop.policies, path, [part], from === 'shop' ? [boostShare(shop.policies)] : []);
  const perPiece = share.perPiece === undefined ? null : amountOf(shop, share.perPiece, `${path}.perPiece`);
  return { shareBasisPoints: basisPoints, sharePerPiece: perPiece, shareFrom: from };
}
