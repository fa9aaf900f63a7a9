import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = import.meta.dirname;
/** The shim itself, not through npx: what is started here is ended here, by its id. */
const wrangler = join(folder, 'node_modules/wrangler/bin/wrangler.js');
const quiet = { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false', CI: 'true' };

export interface LocalWorker {
  /** Where the API is mounted. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the Worker (or the one of another `wrangler.jsonc` with the same D1) in workerd with an empty local D1 of its own, on a free port. */
export async function startLocalWorker(
  variables: Readonly<Record<string, string>>,
  config?: string,
): Promise<LocalWorker> {
  const state = mkdtempSync(join(tmpdir(), 'opentuan-worker-'));
  const shared = ['--persist-to', state];
  await finished(run(['d1', 'migrations', 'apply', 'DB', '--local', ...shared]));
  const port = await freePort();
  const named = Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}:${value}`]);
  const inspector = String(await freePort());
  const place = ['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', inspector];
  const child = run([
    'dev',
    ...(config === undefined ? [] : ['--config', config]),
    '--local',
    ...place,
    ...shared,
    ...named,
  ]);
  const url = `http://127.0.0.1:${String(port)}/tuan`;
  await answers(`${url}/v1/health`, child);
  return {
    url,
    async close() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(state, { recursive: true, force: true });
    },
  };
}

function run(words: readonly string[]): ChildProcess {
  const environment = { ...process.env, ...quiet };
  return spawn(process.execPath, [wrangler, ...words], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

async function finished(child: ChildProcess): Promise<void> {
  let said = '';
  child.stderr?.on('data', (part: Buffer) => (said += part.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the migrations could not be applied:\n${said}`);
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the Worker ended with ${String(child.exitCode)}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing answers at ${url}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
