/** Makes the one file for pages without a build, `packages/widgets/dist/widgets.js`: every element, with Lit inside. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundleForBrowsers } from './bundle-widgets.ts';

const folder = join(import.meta.dirname, '../packages/widgets/dist');
const code = await bundleForBrowsers(['widgets/src/define/index.ts']);
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'widgets.js'), code);
process.stdout.write(
  `packages/widgets/dist/widgets.js  ${kilobytes(code.length)}, ${kilobytes(gzipSync(code).length)} gzip\n`,
);

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
