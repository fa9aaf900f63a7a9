import type { Cell } from './cell.ts';
import { besideVendure, besideVendureOneByOne } from './cells/beside-peers.ts';
import { closeScarce } from './cells/close-scarce.ts';
import { createStatements } from './cells/create-statements.ts';
import { freezeAndBuy } from './cells/freeze-and-buy.ts';
import { cartSizes, growth, largeGrowth } from './cells/growth.ts';
import { placeInProcess, placeOneByOne } from './cells/place-in-process.ts';
import { placeOnD1 } from './cells/place-on-d1.ts';
import { placeOverHttp, placeOverHttpOneByOne } from './cells/place-over-http.ts';
import { readCampaign, readCampaignAnew } from './cells/read-campaign.ts';
import { refuseHalf } from './cells/refuse-half.ts';
import { syncPickups } from './cells/sync-pickups.ts';

export const cells: readonly Cell[] = [
  placeInProcess,
  placeOneByOne,
  placeOverHttp,
  placeOverHttpOneByOne,
  refuseHalf,
  readCampaign,
  readCampaignAnew,
  freezeAndBuy,
  closeScarce,
  createStatements,
  syncPickups,
  growth,
  cartSizes,
  placeOnD1,
  largeGrowth,
  besideVendure,
  besideVendureOneByOne,
];
