import { confirmImport } from './confirm-import.ts';
import { previewImport } from './preview-import.ts';
import { getImport, listImports } from './queries.ts';

export const importOperations = {
  preview: previewImport,
  confirm: confirmImport,
  get: getImport,
  list: listImports,
} as const;
