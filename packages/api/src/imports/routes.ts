import { domains } from '@opentuan/core';
import { get, post, type RouteDefinition } from '../route.ts';
import { readUpload } from './read-upload.ts';
import { importInLanguage } from './sheet-problems-zh.ts';

const { imports } = domains;
/** The largest file of a shop, in bytes. */
const bodyMax = 10_485_760;

export const importRoutes: readonly RouteDefinition[] = [
  get('/imports', imports.list),
  post('/imports', imports.preview, { status: 201, bodyMax, upload: readUpload, answer: importInLanguage }),
  get('/imports/{importId}', imports.get, { answer: importInLanguage }),
  post('/imports/{importId}/confirm', imports.confirm, { answer: importInLanguage }),
];
