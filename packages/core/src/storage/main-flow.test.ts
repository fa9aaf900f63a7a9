import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { mainFlow } from '../testing/main-flow.ts';
import { libsqlEngine } from './libsql.ts';

const folder = mkdtempSync(join(tmpdir(), 'opentuan-main-flow-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

mainFlow('libSQL in memory', () => libsqlEngine({ url: ':memory:' }));
mainFlow('libSQL on a file', () => libsqlEngine({ url: `file:${join(folder, 'shop.db')}` }));
