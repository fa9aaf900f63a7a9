/** Makes the files for pages without a build, `packages/widgets/dist/widgets.js` and what it fetches later: every element, with Lit inside. */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundleForBrowsers } from './bundle-widgets.ts';

const folder = join(import.meta.dirname, '../packages/widgets/dist');
const { files, entry } = await bundleForBrowsers(['widgets/src/define/index.ts']);
await mkdir(folder, { recursive: true });
// Parts are named by their content, so those of the build before would stay for ever.
for (const name of await readdir(folder)) if (/^widgets-\w+\.js$/.test(name)) await rm(join(folder, name));
for (const [name, code] of files) {
  await writeFile(join(folder, name), code);
  const when = name === entry ? 'at once' : 'when needed';
  process.stdout.write(
    `packages/widgets/dist/${name}  ${kilobytes(code.length)}, ${kilobytes(gzipSync(code).length)} gzip, ${when}\n`,
  );
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
