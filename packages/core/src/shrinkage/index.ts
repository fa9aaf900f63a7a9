import { getShrinkage, listShrinkages, previewShrinkage } from './queries.ts';
import { recordShrinkage } from './record-shrinkage.ts';
import { reverseShrinkage } from './reverse-shrinkage.ts';

export const shrinkageOperations = {
  record: recordShrinkage,
  reverse: reverseShrinkage,
  preview: previewShrinkage,
  get: getShrinkage,
  list: listShrinkages,
} as const;
