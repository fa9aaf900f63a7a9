import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openApiDocument } from './openapi.ts';
import { problemKinds } from './problem.ts';
import { routes } from './routes.ts';
import { summariesZh } from './summaries-zh.ts';
import { tags } from './tags.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly responses: Readonly<Record<string, unknown>>;
}
const document = openApiDocument() as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

test('packages/api/openapi.json is current: run node packages/api/scripts/write-openapi.ts', () => {
  const committed = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')) as unknown;
  expect(committed).toEqual(JSON.parse(JSON.stringify(document)));
});

test('every route is described, in both languages', () => {
  for (const {
    method,
    path,
    operationId,
    operation: { name },
  } of routes) {
    expect(summariesZh, name).toHaveProperty([name]);
    const operation = document.paths[`/v1${path}`]?.[method];
    expect(operation).toMatchObject({ operationId });
    expect(operation?.summary).toMatch(/^[A-Z][^.]+$/);
    expect(tags, `${path}: a heading for ${operation?.tags[0] ?? ''}`).toHaveProperty([
      operation?.tags[0] ?? '',
    ]);
  }
});

test('every reference leads somewhere', () => {
  const missing: string[] = [];
  JSON.stringify(document, (key, value: unknown) => {
    // An undefined member of a list would become null.
    if (Array.isArray(value)) expect(value).not.toContain(undefined);
    if (key !== '$ref') return value;
    const [, , kind = '', name = ''] = String(value).split('/');
    if (!(name in (document.components[kind] ?? {}))) missing.push(String(value));
    return value;
  });
  expect(missing).toEqual([]);
});

test('every problem has a sentence in both languages', () => {
  for (const { code, detail, status } of Object.values(problemKinds)) {
    expect(detail.en, code).toMatch(/[.!]$/);
    expect(detail.zh, code).toMatch(/[\u4e00-\u9fff].*[。！]$/);
    expect(status).toBeGreaterThanOrEqual(400);
  }
});
