import { planted } from '../../packages/core/src/testing/index.ts';
import type { Cell } from '../cell.ts';
import { served } from './served.ts';

const path = `/v1/storefront/campaigns/${planted.campaign}`;
const connections = 16;

const fromMemory = served({
  name: 'Hono, a page from memory',
  file: 'validate-only.ts',
  connections,
  count: 12_000,
  path,
});

/** The page that everyone opens when the leader has posted the link. */
export const readCampaign: Cell = {
  name: 'GET a campaign page, 16 connections',
  contenders: () =>
    Promise.resolve([
      served({ name: 'OpenTuan', file: 'ours.ts', connections, count: 12_000, path }),
      served({
        name: 'drizzle, four queries',
        file: 'drizzle-transaction.ts',
        connections,
        count: 1500,
        path,
      }),
      fromMemory,
    ]),
  targets: [1, 0.6],
};

/** The same where every reader comes after a write. */
export const readCampaignAnew: Cell = {
  name: 'GET a campaign page that is read anew, 16 connections',
  contenders: () =>
    Promise.resolve([
      served({
        name: 'OpenTuan, nothing kept',
        file: 'ours.ts',
        words: ['unkept'],
        connections,
        count: 3000,
        path,
      }),
      fromMemory,
    ]),
  targets: [0.15],
};
