import { isTest, type Finding, type Source } from './sources.ts';
import { importsOf, type Import } from './imports.ts';

/** Which packages a package of ours may import; `name/` allows every entry below it. */
const allowed: Record<string, readonly string[]> = {
  core: ['drizzle-orm', 'drizzle-orm/', 'zod', 'temporal-polyfill', 'temporal-polyfill/', 'hucre', 'hucre/'],
  api: ['@opentuan/core', '@opentuan/core/', 'hono', 'hono/', '@hono/', 'jose', 'uqr', 'zod'],
  widgets: ['lit', 'lit/', '@lit/', '@opentuan/api/client'],
};

/** Too much for a first view: only by `import(…)`, when somebody needs it. */
const allowedLate: Record<string, readonly string[]> = { widgets: ['qr/decode.js'] };

/** What tests, and the code written for tests, may import on top of that. */
const allowedInTests = ['vitest', 'vitest/', '@vitest/', 'fast-check', 'standardwebhooks', '@opentuan/'];

const libsqlDrivers = ['@libsql/client', 'libsql'];

/** Imports that lead where a file must not reach. */
export function importFindings({ path, source }: Source): Finding[] {
  return importsOf(path, source).flatMap((one) => {
    const message = judge(path, one);
    return message === undefined ? [] : [{ path, line: one.line, message }];
  });
}

function judge(path: string, one: Import): string | undefined {
  const { specifier } = one;
  const home = /^(packages|examples)\/[^/]+\//.exec(path)?.[0] ?? '';
  if (specifier.startsWith('.')) return judgeRelative(path, home, one);
  if (specifier.startsWith('node:')) {
    return mayUseNode(path)
      ? undefined
      : `${specifier}: only the command line, src/node, the thread of libSQL, scripts and tests know Node`;
  }
  const name = /^packages\/([^/]+)\/src\//.exec(path)?.[1];
  if (name === undefined) return undefined;
  if (libsqlDrivers.some((driver) => specifier === driver || specifier.startsWith(`${driver}/`))) {
    return mayUseLibsql(path) ? undefined : `${specifier}: only ${libsqlPlaces} may open a libSQL database`;
  }
  if (isClient(path) && !one.typeOnly)
    return `${specifier}: the client imports nothing but its own files and types`;
  const list = [
    ...(allowed[name] ?? []),
    ...(one.late ? (allowedLate[name] ?? []) : []),
    ...(forTests(path) ? allowedInTests : []),
  ];
  const known = list.some((entry) =>
    entry.endsWith('/') ? specifier.startsWith(entry) : specifier === entry,
  );
  return known ? undefined : `${specifier}: not among the packages that ${name} may import`;
}

function judgeRelative(path: string, home: string, { specifier, typeOnly }: Import): string | undefined {
  const target = resolve(path, specifier);
  if (!target.startsWith(home)) return `${specifier}: leads out of ${home}; import the package by its name`;
  if (/\/src\/testing\//.test(target) && !forTests(path) && !/\/src\/cli\/|^(bench|test)\//.test(path)) {
    return `${specifier}: only tests import from testing`;
  }
  if (isClient(path) && !isClient(target) && !typeOnly) {
    return `${specifier}: the client imports nothing but its own files and types`;
  }
  return undefined;
}

function resolve(path: string, specifier: string): string {
  return new URL(specifier, `file:///${path}`).pathname.slice(1);
}

function forTests(path: string): boolean {
  return isTest(path) || /^packages\/[^/]+\/src\/testing\//.test(path);
}

function isClient(path: string): boolean {
  return path.startsWith('packages/api/src/client/') && !isTest(path);
}

const libsqlPlaces = 'storage/libsql*.ts of the core, cli and node of the api, and tests';

function mayUseLibsql(path: string): boolean {
  return (
    isTest(path) ||
    /^packages\/(core\/src\/storage\/libsql(-connection)?\.ts$|api\/src\/(cli|node)\/)/.test(path)
  );
}

function mayUseNode(path: string): boolean {
  if (/^packages\/core\/src\/storage\/libsql-(thread|worker)\.ts$/.test(path)) return true;
  const inPackage = /^packages\/(core\/src\/testing|api\/src\/(cli|node)|\w+\/scripts)\//.test(path);
  return inPackage || isTest(path) || !path.startsWith('packages/');
}

/** Folders of the api and the widgets that are named for no folder of the core. */
export function folderFindings(sources: readonly Source[]): Finding[] {
  const own = new Set([
    'middleware',
    'webhooks',
    'client',
    'cli',
    'node',
    'define',
    'provider',
    'locales',
    'styles',
  ]);
  const folderOf = ({ path }: Source): readonly string[] =>
    /^packages\/(\w+)\/src\/([^/]+)\//.exec(path)?.slice(1) ?? [];
  const core = new Set(sources.map(folderOf).flatMap(([name, folder]) => (name === 'core' ? [folder] : [])));
  const strange = new Map<string, Finding>();
  for (const source of sources) {
    const [name, folder] = folderOf(source);
    if (name === undefined || folder === undefined || name === 'core') continue;
    if (own.has(folder) || core.has(folder)) continue;
    const message = `the folder ${folder} is named for nothing in the core`;
    strange.set(`${name}/${folder}`, { path: source.path, line: 1, message });
  }
  return [...strange.values()];
}

/** Addresses in the lockfile tie it to one registry. */
export function lockfileFindings({ path, source }: Source): Finding[] {
  return source.split('\n').flatMap((text, index) => {
    const address = /\bhttps?:\/\/|\btarball:/.exec(text)?.[0];
    return address === undefined
      ? []
      : [{ path, line: index + 1, message: `carries an address: ${address}` }];
  });
}
