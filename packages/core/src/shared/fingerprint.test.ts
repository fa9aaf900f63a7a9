import { expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';

test('fingerprint: the same text has the same digest, one changed character another', () => {
  expect(fingerprint('orders.place {"pieces":1}')).toBe(fingerprint('orders.place {"pieces":1}'));
  expect(fingerprint('orders.place {"pieces":1}')).not.toBe(fingerprint('orders.place {"pieces":2}'));
  expect(fingerprint('')).toMatch(/^[0-9a-f]{16}$/);
});
