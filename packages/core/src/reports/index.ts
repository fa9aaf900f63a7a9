import { communitiesReport } from './communities.ts';
import { forecast } from './forecast.ts';
import { profit } from './profit.ts';

export const reportOperations = { profit, communities: communitiesReport, forecast } as const;
