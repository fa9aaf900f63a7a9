import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'opentuan-start-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Started {
  readonly child: ChildProcess;
  readonly said: string;
  readonly origin: string;
}

/** Starts the shop as `npm start` does, and waits until it has said where it is. */
async function start(port: number): Promise<Started> {
  const env = { ...process.env, PORT: String(port), DATA: folder };
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server.ts')], { env });
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes('Ctrl-C')) break;
  }
  return { child, said, origin: /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '' };
}

async function stop({ child }: Started): Promise<unknown> {
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  return (await ended)[0];
}

test('npm start says where everything is, takes the next port when one is taken, ends with Ctrl-C, keeps its data', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const first = await start(port);
  expect(first.origin).not.toContain(`:${port}`);
  expect(first.said).toMatch(new RegExp(`port ${port} was taken`));
  const key = /pk_\w+/.exec(first.said)?.[0] ?? '';
  const headers = { authorization: `Bearer ${key}` };
  const campaigns = await fetch(`${first.origin}/tuan/v1/storefront/campaigns`, { headers });
  expect(((await campaigns.json()) as { data: object[] }).data).toHaveLength(2);
  for (const path of ['/', '/leader', '/tuan/v1/docs', '/tuan/widgets/widgets.js']) {
    expect([path, (await fetch(`${first.origin}${path}`)).status]).toEqual([path, 200]);
  }
  expect(await stop(first)).toBe(0);

  const second = await start(port);
  expect(second.said).toContain(key);
  const again = await fetch(`${second.origin}/tuan/v1/storefront/campaigns`, { headers });
  expect(((await again.json()) as { data: object[] }).data).toHaveLength(2);
  expect(await stop(second)).toBe(0);
  taken.close();
}, 60_000);
