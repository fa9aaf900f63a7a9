import type { ReceiverKind } from './tables.ts';

export interface NoticeEvents {
  /** The receiver has read a notice. `subject` is the notice, as for the next two. */
  'notice.read': { readonly receiverKind: ReceiverKind };
  /** The notifier failed so often that it is not asked again. */
  'notice.givenUp': { readonly attempts: number };
  /** The shop has it delivered again. */
  'notice.retried': Readonly<Record<string, never>>;
  /** The shop has other words for a notice, or has switched it off or on; `subject` is its topic and receiver. */
  'notice.changed': { readonly off: boolean };
}
