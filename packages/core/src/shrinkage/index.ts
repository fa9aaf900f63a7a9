import { getShrinkage, listShrinkages, previewShrinkage } from './queries.ts';
import { recordShrinkage } from './record-shrinkage.ts';

export const shrinkageOperations = {
  record: recordShrinkage,
  preview: previewShrinkage,
  get: getShrinkage,
  list: listShrinkages,
} as const;
