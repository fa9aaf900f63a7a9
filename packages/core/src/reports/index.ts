import { profit } from './profit.ts';

export const reportOperations = { profit } as const;
