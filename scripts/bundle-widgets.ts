/** Bundles browser code with everything it needs, as a page without a build loads it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/** The bundle of some files of `packages/`, minified: one text, Lit inside. */
export async function bundleForBrowsers(files: readonly string[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: files.map((file) => `export * from './${file}';`).join('\n'),
      resolveDir: packages,
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    plugins: [shortTemplates],
  });
  return outputFiles[0]?.text ?? '';
}
