import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { shopFlows } from '../testing/flows/flows.ts';
import { libsqlEngine } from './libsql.ts';

const folder = mkdtempSync(join(tmpdir(), 'opentuan-flows-'));
let files = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

shopFlows('libSQL in memory', () => libsqlEngine({ url: ':memory:' }));
shopFlows('libSQL on a file', () =>
  libsqlEngine({ url: `file:${join(folder, `shop-${String((files += 1))}.db`)}` }),
);
