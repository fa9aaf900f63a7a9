import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { type Contender, withCallers } from '../contest.ts';

const packages = { '@vendure/core': '3', 'better-sqlite3': '12' };

interface Wish {
  readonly name: string;
  readonly callers: number;
  /** Purchases in a round. */
  readonly count: number;
}

/** Vendure in a process of its own: a purchase of three lines in two requests, the least that its shop API allows. */
export function vendure({ name, callers, count }: Wish): Contender {
  return {
    name,
    count,
    async open(folder) {
      const home = await installed();
      const server = fork(join(import.meta.dirname, 'vendure-server.mjs'), [join(folder, `${name}.db`)], {
        cwd: home,
        execPath: await systemNode(),
        execArgv: [],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      const [{ port }] = (await once(server, 'message')) as [{ port: number }];
      let from = 0;
      return {
        async run(purchases) {
          const start = from;
          from += purchases;
          const told = await withCallers(callers, purchases, (index) => buy(port, start + index));
          return { ...told, memory: await memoryOf(server) };
        },
        close: () => {
          server.kill();
          return Promise.resolve();
        },
      };
    },
  };
}

/** Installed once into a folder of the system for passing things, with npm; the repository and its lockfile stay as they are. */
async function installed(): Promise<string> {
  const home = join(tmpdir(), 'opentuan-bench-vendure');
  if (existsSync(join(home, 'node_modules/@vendure/core/package.json'))) return home;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
  process.stderr.write('  npm installs Vendure, which takes minutes\n');
  const words = ['install', '--no-audit', '--no-fund', '--loglevel=error'];
  await promisify(execFile)('npm', words, { cwd: home, env: systemEnvironment() });
  return home;
}

/** The Node outside this repository: the driver is built for it, and Vendure is meant to run on it. */
async function systemNode(): Promise<string> {
  const words = ['-p', 'process.execPath'];
  const { stdout } = await promisify(execFile)('node', words, { env: systemEnvironment() });
  return stdout.trim();
}

function systemEnvironment(): NodeJS.ProcessEnv {
  const path = (process.env.PATH ?? '').split(delimiter).filter((part) => !part.includes('node_modules'));
  const env = Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_config_'));
  return { ...Object.fromEntries(env), PATH: path.join(delimiter) };
}

async function buy(port: number, index: number): Promise<void> {
  const filled = await ask(port, fill);
  const token = filled.headers.get('vendure-auth-token') ?? '';
  await filled.text();
  const answer = await (await ask(port, payFor(index), token)).text();
  if (!answer.includes('"PaymentSettled"')) throw new Error(`Vendure answered ${answer}`);
}

const fill = `mutation { addItemsToOrder(inputs: [
  { productVariantId: 1, quantity: 2 }, { productVariantId: 2, quantity: 1 }, { productVariantId: 3, quantity: 3 }
]) { order { code } } }`;

const payFor = (index: number) => `mutation {
  setCustomerForOrder(input: { firstName: "Wang", lastName: "Li", emailAddress: "neighbour${String(index % 500)}@example.com" }) { __typename }
  setOrderShippingAddress(input: { streetLine1: "East Gate", countryCode: "CN" }) { __typename }
  setOrderShippingMethod(shippingMethodId: [1]) { __typename }
  transitionOrderToState(state: "ArrangingPayment") { __typename }
  addPaymentToOrder(input: { method: "paid", metadata: {} }) { __typename ... on Order { code state total } }
}`;

function ask(port: number, query: string, token?: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${String(port)}/shop-api`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query }),
  });
}

async function memoryOf(server: ChildProcess): Promise<number> {
  server.send('memory');
  const [{ memory }] = (await once(server, 'message')) as [{ memory: number }];
  return memory;
}
