import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * The files of the widgets by name, made from their sources in a fraction of a second: `widgets.js`, and the parts it
 * fetches when they are needed. A real shop serves those of the published `dist`.
 */
export async function widgetFiles(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: { widgets: fileURLToPath(import.meta.resolve('@opentuan/widgets/define')) },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    outdir: import.meta.dirname,
    chunkNames: 'widgets-[hash]',
    logLevel: 'error',
  });
  return new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
}
