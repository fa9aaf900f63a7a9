import { planted } from '../../packages/core/src/testing/index.ts';
import type { Cell } from '../cell.ts';
import { served } from './served.ts';

const path = `/v1/storefront/campaigns/${planted.campaign}`;
const connections = 16;

/** The page that everyone opens when the leader has posted the link. */
export const readCampaign: Cell = {
  name: 'GET a campaign page, 16 connections',
  contenders: () =>
    Promise.resolve([
      served({ name: 'OpenTuan', file: 'ours.ts', connections, count: 3000, path }),
      served({
        name: 'drizzle, four queries',
        file: 'drizzle-transaction.ts',
        connections,
        count: 1500,
        path,
      }),
      served({
        name: 'Hono, a page from memory',
        file: 'validate-only.ts',
        connections,
        count: 12_000,
        path,
      }),
    ]),
  targets: [1, null],
};
