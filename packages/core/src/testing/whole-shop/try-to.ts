import { Refusal } from '../../shared/error.ts';

/** The answer, or the code of a refusal: a random call may be too late, or ask for too much. */
export async function tryTo<Answer>(call: Promise<Answer>): Promise<Answer | string> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
