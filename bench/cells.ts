import type { Cell } from './cell.ts';
import { placeInProcess, placeOneByOne } from './cells/place-in-process.ts';
import { placeOverHttp, placeOverHttpOneByOne } from './cells/place-over-http.ts';
import { readCampaign, readCampaignAnew } from './cells/read-campaign.ts';
import { refuseHalf } from './cells/refuse-half.ts';

export const cells: readonly Cell[] = [
  placeInProcess,
  placeOneByOne,
  placeOverHttp,
  placeOverHttpOneByOne,
  refuseHalf,
  readCampaign,
  readCampaignAnew,
];
