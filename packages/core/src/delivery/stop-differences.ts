import type * as z from 'zod';
import { variants } from '../catalog/tables.ts';
import { type FieldProblem, refuse } from '../shared/error.ts';
import type { Work } from '../work.ts';
import type { DeliveryStop } from './delivery-run.ts';
import type { handOverStopSchema } from './schemas.ts';

/** Pieces of one variant that did not change hands. */
export interface Difference {
  readonly missing: number;
  readonly damaged: number;
  readonly reason: string;
}

type Lines = NonNullable<z.output<typeof handOverStopSchema>['lines']>;

/** The differences by variant; refuses goods that are not in this delivery and more than there should be. */
export function differencesOf(
  work: Work,
  stop: DeliveryStop,
  expected: ReadonlyMap<string, number>,
  lines: Lines,
): Map<string, Difference> {
  const differences = new Map<string, Difference>();
  const problems: FieldProblem[] = [];
  for (const [index, { variantId, missing = 0, damaged = 0, reason = '' }] of lines.entries()) {
    const { id } = work.resolve(variants, variantId);
    const before = differences.get(id);
    const sum = {
      missing: (before?.missing ?? 0) + missing,
      damaged: (before?.damaged ?? 0) + damaged,
      reason: [before?.reason ?? '', reason].filter((text) => text !== '').join('; '),
    };
    differences.set(id, sum);
    const most = expected.get(id) ?? 0;
    if (sum.missing + sum.damaged <= most) continue;
    problems.push({
      path: `lines.${String(index)}.${missing > 0 ? 'missing' : 'damaged'}`,
      code: 'more_than_expected',
      message: `Only ${String(most)} are expected at this stop.`,
    });
  }
  if (problems.length > 0) refuse('invalid_input', { stopId: stop.id, fields: problems });
  return differences;
}
