import { describe, expect, test } from 'vitest';
import { folderFindings, importFindings, lockfileFindings } from './boundary-rules.ts';
import { lines, readSources } from './sources.ts';

const sources = readSources('**/*.ts');

describe('the packages', () => {
  test('import only what they may', () => {
    expect(lines(sources.flatMap(importFindings))).toEqual([]);
  });

  test('name the folders of api and widgets for domains of the core', () => {
    expect(lines(folderFindings(sources))).toEqual([]);
  });

  test('have a lockfile that works with any registry', () => {
    expect(lines(readSources('pnpm-lock.yaml').flatMap(lockfileFindings))).toEqual([]);
  });
});

const core = 'packages/core/src/orders/order.ts';
const api = 'packages/api/src/orders/routes.ts';
const client = 'packages/api/src/client/index.ts';
const widget = 'packages/widgets/src/campaigns/tuan-campaign.ts';

describe('a planted fault is found', () => {
  test.each([
    ['hono in core', core, "import { Hono } from 'hono';"],
    ['the api in core', core, "import type { Api } from '@opentuan/api';"],
    ['libSQL in a domain', core, "import { createClient } from '@libsql/client';"],
    ['libSQL by another entry', core, "export { createClient } from '@libsql/client/web';"],
    ['Node in core', core, "import { readFileSync } from 'node:fs';"],
    ['Node when asked for late', core, "const fs = await import('node:fs');"],
    ['an import nobody can follow', core, 'const it = await import(name);'],
    ['testing in a verb', core, "import { fixedClock } from '../testing/clock.ts';"],
    ['a way out of the package', core, "import { problem } from '../../../api/src/problem.ts';"],
    ['drizzle in the api', api, "import { sql } from 'drizzle-orm';"],
    ['libSQL in a route', api, "import { createClient } from '@libsql/client';"],
    ['Node in a route', api, "import { Buffer } from 'node:buffer';"],
    ['zod in the client', client, "import * as z from 'zod';"],
    ['a route in the client', client, "import { routes } from '../orders/routes.ts';"],
    ['core in a widget', widget, "import { money } from '@opentuan/core';"],
    ['the whole api in a widget', widget, "import { createApi } from '@opentuan/api';"],
    [
      'the decoder of QR codes at once in a widget',
      widget,
      "import { BarcodeDetector } from 'qr/decode.js';",
    ],
    ['the decoder of QR codes in the api', api, "const qr = await import('qr/decode.js');"],
    ['zod as a type in a widget', widget, "import type { z } from 'zod';"],
  ])('%s', (_, path, source) => {
    expect(importFindings({ path, source })).toHaveLength(1);
  });

  test.each([
    [
      'libSQL in its adapter',
      'packages/core/src/storage/libsql.ts',
      "import { createClient } from '@libsql/client';",
    ],
    ['drizzle in core', core, "import { text } from 'drizzle-orm/sqlite-core';"],
    ['a neighbour', core, "import { money } from '../shared/money.ts';"],
    [
      'testing in a test',
      'packages/core/src/orders/order.test.ts',
      "import { clock } from '../testing/clock.ts';",
    ],
    [
      'the thread that writes',
      'packages/core/src/storage/libsql-thread.ts',
      "import { Worker } from 'node:worker_threads';",
    ],
    ['Node on the command line', 'packages/api/src/cli/main.ts', "import { parseArgs } from 'node:util';"],
    ['types in the client', client, "import type { Order } from '@opentuan/core';"],
    ['the client in a widget', widget, "import { createClient } from '@opentuan/api/client';"],
    ['QR codes drawn by the api', api, "import { encode } from 'uqr';"],
    ['the decoder of QR codes late in a widget', widget, "const qr = await import('qr/decode.js');"],
    ['lit in a widget', widget, "import { state } from 'lit/decorators.js';"],
  ])('but not %s', (_, path, source) => {
    expect(importFindings({ path, source })).toEqual([]);
  });

  test('a folder that is no domain', () => {
    const files = [core, api, client, 'packages/api/src/baskets/routes.ts'].map((path) => ({
      path,
      source: '',
    }));
    expect(lines(folderFindings(files))).toEqual([
      'packages/api/src/baskets/routes.ts:1 the folder baskets is named for nothing in the core',
    ]);
  });

  test('an address in the lockfile', () => {
    const source = 'packages:\n  a@1.0.0:\n    resolution: {tarball: https://example.com/a.tgz}\n';
    expect(lockfileFindings({ path: 'pnpm-lock.yaml', source })).toHaveLength(1);
  });
});
