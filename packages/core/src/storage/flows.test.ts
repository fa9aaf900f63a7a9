import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { shopFlows } from '../testing/flows/flows.ts';
import { libsqlEngine } from './libsql.ts';

const folder = mkdtempSync(join(tmpdir(), 'opentuan-flows-'));
let files = 0;
const freshFile = () => `file:${join(folder, `shop-${String((files += 1))}.db`)}`;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

shopFlows('libSQL in memory', () => libsqlEngine({ url: ':memory:' }));
shopFlows('libSQL on a file', () => libsqlEngine({ url: freshFile() }));
shopFlows('libSQL on a file, written by a thread', () =>
  libsqlEngine({ url: freshFile(), writerThread: true }),
);
