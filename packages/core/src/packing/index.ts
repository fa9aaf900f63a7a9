import { recordWeighings } from './record-weighings.ts';

export const weighingOperations = { record: recordWeighings } as const;
