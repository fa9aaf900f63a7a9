import type { Instant } from '../shared/time.ts';
import { refuse } from '../shared/error.ts';
import type { Work } from '../work.ts';
import { packAnswer, unpackAnswer } from './pack-answer.ts';
import { idempotencyKeys } from './tables.ts';

export interface Idempotency {
  /** Whose key it is: two callers may choose the same text. */
  readonly scope: string;
  readonly key: string;
  /** A digest of the operation and its input. */
  readonly fingerprint: string;
}

/** Whether it is known what stands under this key; if not, it is asked for. */
export function isKeyKnown(work: Work, { scope, key }: Idempotency): boolean {
  return work.expect(idempotencyKeys, { scope, key });
}

/** The stored answer of an earlier call with this key, if there was one. Refuses `idempotency_key_reused` for other input. */
export function answerAgain(
  work: Work,
  { scope, key, fingerprint }: Idempotency,
): { answer: unknown } | undefined {
  const known = work.find(idempotencyKeys, { scope, key });
  if (!known) return undefined;
  if (known.fingerprint !== fingerprint) refuse('idempotency_key_reused', { key });
  return { answer: unpackAnswer(known.answer) };
}

export function keepAnswer(work: Work, idempotency: Idempotency, answer: unknown, now: Instant): void {
  work.insert(idempotencyKeys, { ...idempotency, answer: packAnswer(answer), createdAt: now });
}
