import { notices } from '../events/tables.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import { type ChangedValue, changeDocuments, changeLines, type changeKinds } from './change-tables.ts';

export type ChangeKind = (typeof changeKinds)[number];

/** What one line of a change says. */
export interface Changed {
  /** Left out where no goods differ: another pickup time. */
  readonly variantId?: string;
  /** Set where the supplier must bring something else: then the supplier is told. */
  readonly supplierId?: string;
  /** Whose customers it concerns: then that leader is told. */
  readonly leaderId?: string;
  /** Where it is handed out: then whoever drives there is told. */
  readonly pickupPointId?: string;
  readonly orderLineId?: string;
  readonly purchaseLineId?: string;
  readonly before: ChangedValue;
  readonly after: ChangedValue;
}

export interface Change {
  readonly campaignId: string;
  readonly kind: ChangeKind;
  readonly reason: string;
  readonly fault?: string | null;
  /** What it follows from, unique for ever: `withdrawn ord_…`. */
  readonly source: string;
}

/**
 * Writes down what was changed after a cutoff: who, why, before and after (变更单). Suppliers, leaders and drivers see
 * the lines that are theirs as differences until they have taken note. Nothing is written where nothing differs.
 */
export function recordChange(work: Work, change: Change, lines: readonly Changed[], context: Context): void {
  const changed = lines.filter(({ before, after }) => before !== after);
  if (changed.length === 0) return;
  const { campaignId, kind, reason, source } = change;
  const { id } = work.insert(changeDocuments, {
    id: context.newId('chg'),
    campaignId,
    kind,
    reason,
    fault: change.fault ?? null,
    actor: actorText(context.actor),
    createdAt: context.now,
    source,
  });
  for (const line of changed)
    work.insert(changeLines, { id: context.newId('chl'), changeDocumentId: id, campaignId, ...line });
  work.emit({ type: 'change.recorded', subject: id, data: { campaignId, kind, lines: changed.length } });
  // Neighbours change their hour often: leaders find it among the differences, and are not called each time.
  if (kind !== 'slot') tell(work, id, change, changed, context);
}

/** One notice to each leader and supplier whose lines it changes. */
function tell(
  work: Work,
  id: string,
  { campaignId, kind, reason }: Change,
  lines: readonly Changed[],
  context: Context,
): void {
  const facts = { changeDocumentId: id, campaignId, kind, reason: reason === '' ? '—' : reason };
  for (const receiverKind of ['leader', 'supplier'] as const) {
    const own = lines.map((line) => (receiverKind === 'leader' ? line.leaderId : line.supplierId));
    for (const receiverId of new Set(own)) {
      if (receiverId === undefined) continue;
      work.insert(notices, {
        id: context.newId('ntc'),
        receiverKind,
        receiverId,
        topic: 'change.recorded',
        facts: { ...facts, touched: own.filter((one) => one === receiverId).length },
        createdAt: context.now,
        source: `change ${id} ${receiverKind} ${receiverId}`,
      });
    }
  }
}
