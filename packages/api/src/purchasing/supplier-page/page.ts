import { pagePolicy } from '../../page-policy.ts';
import { supplierScript } from './script.ts';
import { supplierStyle } from './style.ts';

const page = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>采购单 · Purchase order</title>
<link rel="stylesheet" href="supplier.css">
<link rel="icon" href="data:,">
<script src="supplier.js" defer></script>
</head>
<body>
<main id="main" aria-live="polite"><p class="quiet">…</p></main>
<noscript><p>请启用 JavaScript 以查看采购单。 · This page needs JavaScript to show the order.</p></noscript>
</body>
</html>
`;

const policy = pagePolicy('data: blob:');

const noindex = { 'x-robots-tag': 'noindex, nofollow' };

/**
 * The page of a supplier's link. The token stands behind the # of its address, which no browser sends, and its script
 * takes it along as a credential: no log, cache or referrer keeps it.
 */
export const supplierFiles = {
  supplier: {
    body: page,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, ...noindex },
  },
  'supplier.js': {
    body: supplierScript,
    headers: { 'content-type': 'text/javascript; charset=utf-8', ...noindex },
  },
  'supplier.css': { body: supplierStyle, headers: { 'content-type': 'text/css; charset=utf-8', ...noindex } },
} as const;
