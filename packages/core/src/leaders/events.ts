import type { LeaderFigures } from './level-of.ts';

/** What happens to leaders; `subject` is the leader. No names, no phones, no words about a person. */
export interface LeaderEvents {
  /** Someone applied to be a leader, or the shop entered one. */
  'leader.applied': { readonly recruitedById: string | null };
  /** The leader takes orders from now on; with an own rate where one was given. */
  'leader.approved': { readonly basisPoints: number | null };
  'leader.rejected': Readonly<Record<string, never>>;
  /** No new orders, shares or payouts; what is firm is still delivered (R41). */
  'leader.suspended': Readonly<Record<string, never>>;
  'leader.reinstated': Readonly<Record<string, never>>;
  /** The leader has gone, with nothing open (R41). */
  'leader.left': Readonly<Record<string, never>>;
  /** Name, phone, role, tier, linked customer or the host's id was changed; `fields` names which. */
  'leader.changed': { readonly fields: readonly string[] };
  /** The leader stands on another level: by hand (`shop`), or by the figures of a month (`review`). New orders only. */
  'leader.levelChanged': {
    readonly fromTier: string | null;
    readonly toTier: string | null;
    readonly cause: 'review' | 'shop';
    readonly figures: LeaderFigures | null;
  };
  /** The shop has other levels; `subject` is the list, as for the next one. */
  'leaderLevels.changed': { readonly levels: readonly string[]; readonly graceMonths: number };
  /** The levels were reviewed by a month; `occurredAt` is its end. */
  'leaderLevels.reviewed': {
    readonly from: number;
    readonly to: number;
    readonly promoted: number;
    readonly demoted: number;
  };
}
