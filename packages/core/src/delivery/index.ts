import { failStop } from './fail-stop.ts';
import { handOverStop } from './hand-over-stop.ts';
import { loadRun } from './load-run.ts';
import { getPickLists } from './pick-lists.ts';
import { planRuns } from './plan-runs.ts';
import { previewRuns } from './preview-runs.ts';
import { getRun, listRuns } from './queries.ts';
import { startRun } from './start-run.ts';

export const deliveryRunOperations = {
  preview: previewRuns,
  plan: planRuns,
  load: loadRun,
  start: startRun,
  handOverStop,
  failStop,
  get: getRun,
  list: listRuns,
} as const;

export const pickListOperations = { get: getPickLists } as const;
