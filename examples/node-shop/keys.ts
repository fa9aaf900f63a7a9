import { readFile, writeFile } from 'node:fs/promises';
import { hashApiKey, hintLength, makeApiKey } from '@opentuan/api';
import type { OpenTuan } from '@opentuan/core';

export interface Keys {
  /** For the shop's own server. */
  readonly secret: string;
  /** For its pages. */
  readonly publishable: string;
}

/** The keys of the first start, kept beside the database: OpenTuan itself stores only their hashes. */
export async function keptKeys(file: string, tuan: OpenTuan): Promise<Keys> {
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept) as Keys;
  const keys: Keys = {
    secret: await storedKey(tuan, 'secret'),
    publishable: await storedKey(tuan, 'publishable'),
  };
  await writeFile(file, JSON.stringify(keys, null, 2), { mode: 0o600 });
  return keys;
}

async function storedKey(tuan: OpenTuan, kind: 'secret' | 'publishable'): Promise<string> {
  const key = makeApiKey(kind);
  await tuan.apiKeys.store({
    name: kind === 'secret' ? '商城服务器' : '商城网页',
    kind,
    hash: await hashApiKey(key),
    hint: key.slice(0, hintLength),
    ...(kind === 'secret' && { scopes: ['*'] }),
  });
  return key;
}
