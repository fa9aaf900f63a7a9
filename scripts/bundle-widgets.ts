/** Bundles browser code with everything it needs, as a page without a build loads it. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Metafile, type Plugin, transform } from 'esbuild';

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
  /** The names of those that are loaded at once, the entry first; the others come when they are needed. */
  readonly first: readonly string[];
}

/** The bundle of some files of `packages/`, minified, with Lit inside: one file, and those that come later. */
export async function bundleForBrowsers(entries: readonly string[], name = 'widgets'): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: entries.map((file) => `export * from './${file}';`).join('\n'),
      resolveDir: packages,
      loader: 'ts',
    },
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    outdir: packages,
    entryNames: name,
    chunkNames: `${name}-[hash]`,
    plugins: [shortTemplates],
  });
  const files = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  return { files, first: loadedAtOnce(metafile, `${name}.js`) };
}

function loadedAtOnce({ outputs }: Metafile, entry: string): string[] {
  const byName = new Map(Object.entries(outputs).map(([path, output]) => [basename(path), output]));
  const found: string[] = [];
  const visit = (file: string): void => {
    if (found.includes(file)) return;
    found.push(file);
    for (const { path, kind } of byName.get(file)?.imports ?? [])
      if (kind === 'import-statement') visit(basename(path));
  };
  visit(entry);
  return found;
}
