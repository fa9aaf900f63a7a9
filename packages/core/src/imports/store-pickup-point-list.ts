import { leaders } from '../leaders/tables.ts';
import { storePickupPoints } from '../pickup-points/store-pickup-points.ts';
import type { RowOutcome } from '../shared/bulk-rows.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import type { PickupPointListRow } from './pickup-point-list.ts';
import type { ImportProblem } from './schemas.ts';

/** Rows whose leader is not known here. */
export function pickupPointListProblems(work: Work, rows: readonly PickupPointListRow[]): ImportProblem[] {
  askForLeaders(work, rows);
  return rows.flatMap(({ row, leaderExternalId: externalId }) => {
    if (externalId === null || work.first(leaders, { externalId }) !== undefined) return [];
    const message = `There is no leader ${externalId}. Import the leaders first, or leave the cell empty.`;
    return [{ row, column: '团长', code: 'leader_unknown', message }];
  });
}

/** Stores a list of pickup points. An empty cell for position or leader leaves a stored point as it is. */
export function storePickupPointList(
  work: Work,
  rows: readonly PickupPointListRow[],
  context: Context,
): RowOutcome[] {
  askForLeaders(work, rows);
  const values = rows.map(
    ({ externalId, name, address, latitude, longitude, windows, leaderExternalId }) => ({
      externalId,
      name,
      address,
      windows,
      retired: false,
      latitude: latitude ?? undefined,
      longitude: longitude ?? undefined,
      leaderId:
        leaderExternalId === null ? undefined : work.first(leaders, { externalId: leaderExternalId })?.id,
    }),
  );
  return storePickupPoints(work, values, context);
}

function askForLeaders(work: Work, rows: readonly PickupPointListRow[]): void {
  const numbers = rows.flatMap(({ leaderExternalId }) => leaderExternalId ?? []);
  work.need(...numbers.map((externalId) => [leaders, { externalId }] as const));
}
