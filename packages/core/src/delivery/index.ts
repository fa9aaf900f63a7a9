import { announceLate } from './announce-late.ts';
import { acceptCount } from './accept-count.ts';
import { countStop } from './count-stop.ts';
import { redirectStop } from './redirect-stop.ts';
import { giveUpStop } from './give-up-stop.ts';
import { findLink, listLinks } from './delivery-links.ts';
import { revokeLink } from './revoke-link.ts';
import { storeLink } from './store-link.ts';
import { driveRun } from './drive-run.ts';
import { changeRun } from './change-run.ts';
import { moveStops } from './move-stops.ts';
import { reorderRun } from './reorder-run.ts';
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
  change: changeRun,
  reorder: reorderRun,
  moveStops,
  load: loadRun,
  start: startRun,
  announceLate,
  handOverStop,
  failStop,
  giveUpStop,
  redirectStop,
  countStop,
  acceptCount,
  drive: driveRun,
  get: getRun,
  list: listRuns,
} as const;

export const pickListOperations = { get: getPickLists } as const;

export const deliveryLinkOperations = {
  store: storeLink,
  find: findLink,
  list: listLinks,
  revoke: revokeLink,
} as const;
