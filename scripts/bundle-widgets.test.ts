import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bundleForBrowsers } from './bundle-widgets.ts';

/** Entry, and the most it may be with everything it needs, minified and zipped, in bytes. */
const budgets = [
  ['api/src/client/index.ts', 3 * 1024],
  ['widgets/src/campaigns/tuan-campaign/tuan-campaign.ts', 16 * 1024],
  ['widgets/src/define/index.ts', 24 * 1024],
] as const;

test.each(budgets)('%s is at most %i bytes, zipped', async (entry, most) => {
  const bytes = gzipSync(await bundleForBrowsers([entry]), { level: 9 }).length;
  process.stderr.write(`${entry}  ${(bytes / 1024).toFixed(1)} KB gzip\n`);
  expect(bytes).toBeLessThanOrEqual(most);
});

test('the white space of styles and templates does not come along, the words of templates do', async () => {
  const code = await bundleForBrowsers(['widgets/src/pickup/tuan-leader-handover/tuan-leader-handover.ts']);
  expect(code).toContain('*{box-sizing:border-box;');
  expect(code).not.toMatch(/\n {2,}/);
  expect(code).toContain('全部交付');
});
