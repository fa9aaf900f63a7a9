import type { ReceiverKind } from './tables.ts';

/** Something to tell a person, ready to be sent by whatever the host has: a mini program, SMS, e-mail, a printer. */
export interface Notification {
  /** The same each time it is tried: a host that can, sends one id once. */
  readonly id: string;
  /** `urgent` is not held back by the quiet hours of the shop. */
  readonly channel: 'urgent' | 'normal';
  readonly receiver: {
    readonly kind: ReceiverKind;
    readonly id: string;
    /** The host shop's own id, where it is known there. */
    readonly externalId: string | null;
    /** E.164. */
    readonly phone: string | null;
  };
  /** What happened, as in `order.short`: the key of the table of notices. */
  readonly event: string;
  /** In the language of the shop. */
  readonly text: string;
  readonly texts: { readonly zh: string; readonly en: string };
  /** Ids and figures that the text was made from. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** 1 the first time. */
  readonly attempt: number;
}

/**
 * The host's way to tell people. It is called at least once for each notice; an error has it called again later, with
 * growing waits. It may be called for several notices at once.
 */
export type Notify = (notification: Notification) => Promise<void>;
