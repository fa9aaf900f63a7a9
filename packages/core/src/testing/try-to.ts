import { Refusal } from '../shared/error.ts';

/** Refusals are fine: a random call may be too late, or ask for too much. Anything else is a defect. */
export async function tryTo<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
