import { tickReportSchema } from '@opentuan/core';
import * as z from 'zod';
import { defineTask } from './task.ts';

/** Does what has fallen due, for hosts without a scheduler of their own. Twice at once is harmless. */
export const runTick = defineTask({
  name: 'tick.run',
  summary: 'Do the scheduled work that is due',
  input: z.strictObject({}),
  answer: tickReportSchema,
  run: (tuan, _input, { now }) => tuan.tick(now === undefined ? {} : { now }),
});
