import type { ReceiverKind } from './tables.ts';

export interface NoticeEvents {
  /** The receiver has read a notice. `subject` is the notice. */
  'notice.read': { readonly receiverKind: ReceiverKind };
}
