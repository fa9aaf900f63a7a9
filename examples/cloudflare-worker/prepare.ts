/** Before `wrangler dev` and `wrangler deploy`: the widgets as one file among the assets. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = join(import.meta.dirname, 'public/tuan/widgets');
const { outputFiles } = await build({
  entryPoints: [fileURLToPath(import.meta.resolve('@opentuan/widgets/define'))],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  write: false,
  logLevel: 'error',
});
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'widgets.js'), outputFiles[0]?.text ?? '');
