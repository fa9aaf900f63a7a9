/**
 * What becomes of goods that nobody fetched: the money is kept, kept with the goods given to a charity, given back in
 * part or whole; or nothing was ever paid.
 */
export type Fate = 'kept' | 'donated' | 'partRefunded' | 'refunded' | 'unpaid';
