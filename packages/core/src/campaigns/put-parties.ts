import { leaders } from '../leaders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import type { RowRequest, Work } from '../work.ts';
import { campaignLeaders, campaignPoints } from './tables.ts';

/** Who takes part after a change; `changed` when that is not as it was. */
export interface Parties {
  readonly ids: readonly string[];
  readonly changed: boolean;
}

/** Who takes part from now on, whole: those not named leave. Refuses: not_found. */
export function putLeaders(work: Work, campaignId: string, references: readonly string[]): Parties {
  work.need([campaignLeaders, { campaignId }], ...references.map((reference) => askFor(leaders, reference)));
  const wanted = new Set(references.map((reference) => work.resolve(leaders, reference).id));
  const known = new Set(leaderIdsOf(work, campaignId));
  for (const leaderId of missingFrom(wanted, known)) work.insert(campaignLeaders, { campaignId, leaderId });
  leave(work, 'campaign_leaders', 'leaderId', campaignId, missingFrom(known, wanted));
  return parties(known, wanted);
}

/** Where it can be collected from now on, whole. Refuses: not_found. */
export function putPoints(work: Work, campaignId: string, references: readonly string[]): Parties {
  work.need(
    [campaignPoints, { campaignId }],
    ...references.map((reference) => askFor(pickupPoints, reference)),
  );
  const wanted = new Set(references.map((reference) => work.resolve(pickupPoints, reference).id));
  const known = new Set(pointIdsOf(work, campaignId));
  for (const pickupPointId of missingFrom(wanted, known))
    work.insert(campaignPoints, { campaignId, pickupPointId });
  leave(work, 'campaign_points', 'pickupPointId', campaignId, missingFrom(known, wanted));
  return parties(known, wanted);
}

export function leaderIdsOf(work: Work, campaignId: string): string[] {
  return work.list(campaignLeaders, { campaignId }).map(({ leaderId }) => leaderId);
}

export function pointIdsOf(work: Work, campaignId: string): string[] {
  return work.list(campaignPoints, { campaignId }).map(({ pickupPointId }) => pickupPointId);
}

function askFor(table: RowRequest[0], reference: string): RowRequest {
  return reference.startsWith('external:')
    ? [table, { externalId: reference.slice('external:'.length) }]
    : [table, { id: reference }];
}

function parties(known: ReadonlySet<string>, wanted: ReadonlySet<string>): Parties {
  const changed = missingFrom(known, wanted).length > 0 || missingFrom(wanted, known).length > 0;
  return { ids: [...wanted], changed };
}

function missingFrom(here: ReadonlySet<string>, there: ReadonlySet<string>): string[] {
  return [...here].filter((id) => !there.has(id));
}

/** The orders that came through them stay as they are (R44). */
function leave(work: Work, table: string, column: string, campaignId: string, ids: readonly string[]): void {
  if (ids.length === 0) return;
  const sql = `DELETE FROM "${table}" WHERE "campaignId" = ? AND "${column}" IN (SELECT value FROM json_each(?))`;
  work.statement(sql, [campaignId, JSON.stringify(ids)]);
}
