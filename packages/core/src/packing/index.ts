import { getLabels } from './labels.ts';
import { packScan } from './pack-scan.ts';
import { getPackingProgress } from './progress.ts';
import { recordWeighings } from './record-weighings.ts';
import { undoScan } from './undo-scan.ts';

export const weighingOperations = { record: recordWeighings } as const;

export const packingOperations = {
  scan: packScan,
  undo: undoScan,
  progress: getPackingProgress,
  labels: getLabels,
} as const;
