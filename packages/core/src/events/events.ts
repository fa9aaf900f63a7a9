export interface NoticeEvents {
  /** The receiver has read a notice. `subject` is the notice. */
  'notice.read': { readonly receiverKind: 'customer' | 'leader' | 'supplier' | 'shop' };
}
