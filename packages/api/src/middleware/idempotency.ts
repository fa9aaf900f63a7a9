import { Refusal } from '@opentuan/core';

/** The key of `Idempotency-Key`, if it was sent. Refuses one that is not 1 to 255 visible ASCII characters. */
export function idempotencyKeyOf(header: string | undefined): string | undefined {
  if (header === undefined || /^[\x21-\x7e]{1,255}$/.test(header)) return header;
  const message = 'Give 1 to 255 visible ASCII characters without spaces, for example a UUID.';
  throw new Refusal('invalid_input', { fields: [{ path: 'Idempotency-Key', code: 'format', message }] });
}
