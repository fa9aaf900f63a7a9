/** Bundles browser code with everything it needs, as a page without a build loads it. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Plugin, transform } from 'esbuild';

const packages = join(import.meta.dirname, '../packages');

/** To a minifier a template is a text like any other, so what stands in its styles and between its tags is made short here. */
const shortTemplates: Plugin = {
  name: 'short-templates',
  setup: (bundle) => {
    bundle.onLoad({ filter: /widgets[/\\]src[/\\].*\.ts$/ }, async ({ path }) => ({
      contents: await withShortTemplates(await readFile(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

async function withShortTemplates(source: string): Promise<string> {
  const styles = [...source.matchAll(/\bcss`([^`$]*)`/g)];
  const short = await Promise.all(
    styles.map(([, text = '']) => transform(text, { loader: 'css', minify: true })),
  );
  const styled = styles.reduce(
    (text, [whole], index) => text.replace(whole, () => `css\`${short[index]?.code.trim() ?? ''}\``),
    source,
  );
  // A line end in a template is white space anyway; how much of it there is says nothing.
  return styled.replaceAll(/^ +/gm, ' ').replaceAll(/(?<=>)\n +(?=<)/g, ' ');
}

export interface Bundle {
  /** Every file by its name. */
  readonly files: ReadonlyMap<string, string>;
  /** The name of the one that is loaded at once; the others come when they are needed. */
  readonly entry: string;
  /** The files that come with a module that is imported when it is needed, by its path in `packages/`. */
  readonly later: ReadonlyMap<string, readonly string[]>;
}

/** The bundle of some files of `packages/`, minified, with Lit inside: one file, and those that come later. */
export async function bundleForBrowsers(entries: readonly string[], name = 'widgets'): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    ...options,
    absWorkingDir: packages,
    stdin: {
      contents: entries.map((file) => `export * from './${file}';`).join('\n'),
      resolveDir: packages,
      loader: 'ts',
    },
    splitting: true,
    metafile: true,
    outdir: packages,
    entryNames: name,
    chunkNames: `${name}-[hash]`,
    plugins: [shortTemplates],
  });
  const files = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const parts = Object.entries(metafile.outputs).map(([path, { imports, exports, entryPoint }]): Part => {
    const needed = imports.flatMap(({ path: file, kind }) =>
      kind === 'import-statement' ? [basename(file)] : [],
    );
    return {
      file: basename(path),
      code: files.get(basename(path)) ?? '',
      needed,
      exports,
      source: entryPoint ?? '',
    };
  });
  return joined(parts, `${name}.js`);
}

const options = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  write: false,
} as const;

/** A file as it was split: what it needs at once, and what it gives. */
interface Part {
  readonly file: string;
  readonly code: string;
  readonly needed: readonly string[];
  readonly exports: readonly string[];
  /** The module that it was made for; none where several share it. */
  readonly source: string;
}

/**
 * What is loaded at once becomes one file: a request less on the way to the first view, and zipped together it is
 * smaller. The files that come later take what they share with it from there.
 */
async function joined(parts: readonly Part[], entry: string): Promise<Bundle> {
  const first = loadedAtOnce(parts, entry);
  const laterOnly = (file: string): string[] =>
    loadedAtOnce(parts, file).filter((one) => !first.includes(one));
  const later = parts.filter(({ file }) => !first.includes(file));
  // Two parts may give the same short name, so each name gets one that is the only one in the file.
  let count = 0;
  const shared = first.slice(1).map((file) => {
    const names = parts.find((part) => part.file === file)?.exports ?? [];
    return { file, names: names.map((one) => [one, shortName(count++)] as const) };
  });
  const whole = [
    `export * from './${entry}';`,
    ...shared.map(({ file, names }) => `export { ${listed(names)} } from './${file}';`),
  ];
  const virtual = new Map(
    shared.map(({ file, names }) => {
      const back = names.map(([one, long]) => [long, one] as const);
      return [file, `export { ${listed(back)} } from './${entry}';`];
    }),
  );
  const read = new Map(parts.map(({ file, code }) => [file, code]));
  const one = await rebuilt(whole.join('\n'), new Map(first.map((file) => [file, read.get(file) ?? ''])));
  const rest = later.map(async ({ file, code }) => [file, await rebuilt(code, virtual)] as const);
  const files = new Map([[entry, one], ...(await Promise.all(rest))]);
  const modules = later.filter(({ source }) => source !== '');
  return { files, entry, later: new Map(modules.map(({ source, file }) => [source, laterOnly(file)])) };
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** a, b, … Z, a1, b1, …: no word of the language, and no name of an element. */
function shortName(index: number): string {
  const round = Math.floor(index / letters.length);
  return letters.charAt(index % letters.length) + (round > 0 ? String(round) : '');
}

function listed(names: readonly (readonly [string, string])[]): string {
  return names.map(([from, to]) => `${from} as ${to}`).join(', ');
}

/** Some code, with the files it imports that are given; the others stay imports. */
async function rebuilt(code: string, given: ReadonlyMap<string, string>): Promise<string> {
  const { outputFiles } = await build({
    ...options,
    stdin: { contents: code, loader: 'js', sourcefile: 'rebuilt.js' },
    plugins: [
      {
        name: 'given',
        setup: (bundle) => {
          bundle.onResolve({ filter: /^\./ }, ({ path, importer, namespace }) => {
            const file = basename(path);
            const own = namespace === 'given' && importer === file;
            return given.has(file) && !own ? { path: file, namespace: 'given' } : { path, external: true };
          });
          bundle.onLoad({ filter: /.*/, namespace: 'given' }, ({ path }) => ({
            contents: given.get(path) ?? '',
          }));
        },
      },
    ],
  });
  return withoutLines(outputFiles[0]?.text ?? '');
}

const block = '(?:dd|div|dl|dt|footer|form|h2|h3|header|li|ol|p|section|table|tbody|td|tr|ul)';
/** Where white space is nothing: in front of `>`, at the ends of a block, and after it. */
const nothingThere = new RegExp(`\\n +(?=/?>|</${block}>)|(?<=</?${block}>)\\n +`, 'g');

/** What is minified has lines in templates only, and there the end of one is a space at most. */
function withoutLines(code: string): string {
  return code.replaceAll(nothingThere, '').replaceAll(/\n +/g, ' ');
}

function loadedAtOnce(parts: readonly Part[], entry: string): string[] {
  const found: string[] = [];
  const visit = (file: string): void => {
    if (found.includes(file)) return;
    found.push(file);
    for (const needed of parts.find((part) => part.file === file)?.needed ?? []) visit(needed);
  };
  visit(entry);
  return found;
}
