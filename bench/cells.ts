import type { Cell } from './cell.ts';
import { placeInProcess, placeOneByOne } from './cells/place-in-process.ts';

export const cells: readonly Cell[] = [placeInProcess, placeOneByOne];
