import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type Bundle, bundleForBrowsers } from './bundle-widgets.ts';

const kilobyte = 1024;
const neighbour = [
  'widgets/src/campaigns/tuan-campaign/tuan-campaign.ts',
  'widgets/src/orders/tuan-order/tuan-order.ts',
];
const leader = [
  'widgets/src/commissions/tuan-leader-commission/tuan-leader-commission.ts',
  'widgets/src/leaders/tuan-leader/tuan-leader.ts',
  'widgets/src/pickup/tuan-leader-handover/tuan-leader-handover.ts',
];

/**
 * What comes on a tap, to those who have an order, or only where a campaign has it: nobody else fetches it. Each is
 * counted on its own with all that comes with it, and not with the whole.
 */
const onDemand = [
  ['cases and minimum orders', neighbour, 'campaigns/case-parts.ts', 4 * kilobyte],
  ['promotions of a campaign', neighbour, 'campaigns/promotion-parts.ts', 4 * kilobyte],
  ['a coupon', neighbour, 'orders/coupon-parts.ts', 4 * kilobyte],
  ['paying at pickup', neighbour, 'orders/pay-parts.ts', 4 * kilobyte],
  ['the time of pickup', neighbour, 'pickup-points/tuan-slots/tuan-slots.ts', 4 * kilobyte],
  ['a price that has changed', neighbour, 'orders/changes-parts.ts', 4 * kilobyte],
  ['an order that was placed', neighbour, 'orders/placed-parts.ts', 4 * kilobyte],
  [
    'what follows an order: refunds, who collects, where it was moved',
    neighbour,
    'orders/tuan-order-care/tuan-order-care.ts',
    4 * kilobyte,
  ],
  [
    'naming a collector, choosing a time',
    neighbour,
    'orders/tuan-order-pickup/tuan-order-pickup.ts',
    4 * kilobyte,
  ],
  ['the claims of an order', neighbour, 'aftersales/tuan-order-claims/tuan-order-claims.ts', 4 * kilobyte],
  ['pictures that are sent with a form', neighbour, 'pictures/picking-parts.ts', 4 * kilobyte],
  ['the form of a claim', neighbour, 'aftersales/tuan-claim-form/tuan-claim-form.ts', 4 * kilobyte],
  ['who stands in for a leader', leader, 'leaders/tuan-leader-away/tuan-leader-away.ts', 4 * kilobyte],
  ['giving out extra goods', leader, 'leaders/tuan-leader-extras/tuan-leader-extras.ts', 4 * kilobyte],
  ['cash that goes back', leader, 'leaders/tuan-leader-cash/tuan-leader-cash.ts', 4 * kilobyte],
  ['counting what has come', leader, 'leaders/tuan-leader-count/tuan-leader-count.ts', 4 * kilobyte],
  [
    'the statements of a leader',
    leader,
    'commissions/tuan-leader-statements/tuan-leader-statements.ts',
    4 * kilobyte,
  ],
  [
    'payments to a leader, the level, recruits',
    leader,
    'commissions/tuan-leader-standing/tuan-leader-standing.ts',
    4 * kilobyte,
  ],
  [
    'claims that wait for a leader',
    leader,
    'aftersales/tuan-leader-claims/tuan-leader-claims.ts',
    4 * kilobyte,
  ],
] as const;

/** What it is, its entries, and the most it may be with everything it needs, minified and zipped, in bytes. */
const budgets = [
  ['the client', ['api/src/client/index.ts'], 3 * kilobyte],
  ['all of the neighbour, with what comes later and the QR code', neighbour, 24 * kilobyte],
  ['all of the leader, with what comes later but for the decoder of the camera', leader, 40 * kilobyte],
] as const;

test.each(budgets)('%s', async (name, entries, most) => {
  const bundle = await bundleForBrowsers(entries);
  const counted = wholeOf(bundle).filter((code) => !isCamera(code));
  expect(told(name, counted)).toBeLessThanOrEqual(most);
});

test.each(onDemand)('%s', async (name, entries, module, most) => {
  const { files, later } = await bundleForBrowsers(entries);
  const own = later.get(`widgets/src/${module}`) ?? [];
  expect(own).not.toEqual([]);
  expect(
    told(
      name,
      own.map((file) => files.get(file) ?? ''),
    ),
  ).toBeLessThanOrEqual(most);
});

test('the first view of a campaign', async () => {
  const bundle = await bundleForBrowsers(neighbour.slice(0, 1));
  expect(told('tuan-campaign, first view', firstOf(bundle))).toBeLessThanOrEqual(12 * kilobyte);
});

test('everything in one file for pages without a build: what is fetched at once', async () => {
  const bundle = await bundleForBrowsers(['widgets/src/define/index.ts']);
  expect(told('widgets.js', firstOf(bundle))).toBeLessThanOrEqual(24 * kilobyte);
});

test('the white space of styles and templates does not come along, the words of templates do', async () => {
  const { files } = await bundleForBrowsers(leader);
  const code = [...files.values()].join('');
  expect(code).toContain('*{box-sizing:border-box;');
  expect(code).not.toMatch(/\n {2,}/);
  expect(code).toContain('全部交付');
});

/** The decoder of the camera comes when somebody scans, to browsers that have none. */
function isCamera(code: string): boolean {
  return code.includes('qr_code') && code.includes('getSupportedFormats') && !code.includes('getUserMedia');
}

function firstOf({ files, entry }: Bundle): string[] {
  return [files.get(entry) ?? ''];
}

/** All but what comes on demand alone. */
function wholeOf({ files, entry, later }: Bundle): string[] {
  const apart = onDemand.map(([, , module]) => `widgets/src/${module}`);
  const kept = [...later].filter(([module]) => !apart.includes(module)).flatMap(([, own]) => own);
  return [...new Set([entry, ...kept])].map((file) => files.get(file) ?? '');
}

/** The sum of the files as they go over the wire, each zipped. */
function told(name: string, files: Iterable<string>): number {
  const bytes = [...files].reduce((sum, code) => sum + gzipSync(code, { level: 9 }).length, 0);
  process.stderr.write(`${name}  ${(bytes / kilobyte).toFixed(1)} KB gzip\n`);
  return bytes;
}
