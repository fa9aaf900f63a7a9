/** Writes packages/api/openapi.json from the route table; a test holds that it is current. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '../src/openapi.ts';

const path = join(import.meta.dirname, '..', 'openapi.json');
writeFileSync(path, `${JSON.stringify(openApiDocument(), null, 2)}\n`);
