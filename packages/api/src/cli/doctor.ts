import type { Engine } from '@opentuan/core';
import { existsSync } from 'node:fs';
import { type Call, type Command, isSet, type Text } from './command.ts';
import { databaseOptions, databaseUrl, openEngine } from './database.ts';
import { examine, type Finding, nodeFinding } from './examine.ts';

/** Looks at everything that a shop needs to run; exit code 1 when something is missing. */
export const doctor: Command = {
  options: {
    ...databaseOptions,
    json: { type: 'boolean', text: { en: 'The findings as JSON', zh: '以 JSON 输出结果' } },
  },
  async run(call) {
    const findings = [nodeFinding(process.versions.node), ...(await databaseFindings(call))];
    if (isSet(call, 'json')) call.print(JSON.stringify(findings));
    else for (const finding of findings) call.print(lineOf(finding, call));
    return findings.every(({ good }) => good) ? 0 : 1;
  },
};

function lineOf({ good, what, advice }: Finding, { language }: Call): string {
  const line = `${good ? '✓' : '✗'} ${what[language]}`;
  return advice === undefined ? line : `${line}\n    → ${advice[language]}`;
}

async function databaseFindings(call: Call): Promise<Finding[]> {
  const url = databaseUrl(call);
  const path = url.startsWith('file:') ? url.slice('file:'.length).replace(/^\/\/(?=\/)/, '') : undefined;
  // Opening a file that is not there would make it.
  if (path !== undefined && !existsSync(path))
    return [unreachable(url, { en: 'there is no such file', zh: '没有这个文件' })];
  let engine: Engine;
  try {
    engine = await openEngine(call);
    await engine.run([{ sql: 'SELECT 1 AS "one"', params: [] }], 'read');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [unreachable(url, { en: reason, zh: reason })];
  }
  try {
    return await examine(engine, url, Date.now());
  } finally {
    await engine.close?.();
  }
}

function unreachable(url: string, reason: Text): Finding {
  return {
    name: 'database',
    good: false,
    what: { en: `Database ${url}: ${reason.en}`, zh: `数据库 ${url}：${reason.zh}` },
    advice: {
      en: 'Make it with "opentuan migrate", or name the right one with --database.',
      zh: '用 opentuan migrate 创建，或用 --database 指定正确的数据库。',
    },
  };
}
