/** What happens to receiver accounts and to settlement files. No account number stands in an event. */
export interface SettlementEvents {
  /** A leader's receiver account was set or changed. `subject` is the leader. */
  'receiver.changed': { readonly type: string };
  'receiver.removed': { readonly type: string };
  /**
   * What of a statement goes through the provider was claimed. `subject` is the settlement, as for the next ones;
   * `credit` is by how much the leader's settled credit changed.
   */
  'settlement.created': {
    readonly leaderId: string;
    readonly statementId: string;
    readonly split: number;
    readonly reversal: number;
    readonly credit: number;
  };
  /** The provider did some of its lines: `split` was sent, `reversal` came back. */
  'settlement.confirmed': LinesMoved;
  /** The provider refused some of its lines: what was claimed for them is credit again. */
  'settlement.failed': LinesMoved;
  /** Some of its failed lines go to the provider again, under the same numbers. */
  'settlement.retried': LinesMoved;
}

type LinesMoved = {
  readonly leaderId: string;
  readonly numbers: readonly string[];
  readonly split: number;
  readonly reversal: number;
  readonly credit: number;
};
