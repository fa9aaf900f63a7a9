import { pagePolicy } from '../page-policy.ts';
import { driverQueue } from './driver-queue.ts';
import { driverScript } from './driver-script.ts';
import { driverStyle } from './driver-style.ts';
import { driverWords } from './driver-words.ts';

const page = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex, nofollow">
<title>配送 · Delivery</title>
<link rel="stylesheet" href="driver.css">
<link rel="icon" href="data:,">
<script src="driver.js" defer></script>
</head>
<body>
<div id="status" role="status" aria-live="polite"></div>
<main id="main"><p class="quiet">…</p></main>
<noscript><p>请启用 JavaScript 以查看配送单。 · This page needs JavaScript to show the run.</p></noscript>
</body>
</html>
`;

const policy = pagePolicy('data: blob:');

const noindex = { 'x-robots-tag': 'noindex, nofollow' };

/**
 * The page of a driver's link. The token stands behind the # of its address, which no browser sends, and its script
 * takes it along as a credential: no log, cache or referrer keeps it.
 */
export const driverFiles = {
  driver: {
    body: page,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, ...noindex },
  },
  'driver.js': {
    body: `'use strict';\n${driverWords}${driverQueue}${driverScript}`,
    headers: { 'content-type': 'text/javascript; charset=utf-8', ...noindex },
  },
  'driver.css': { body: driverStyle, headers: { 'content-type': 'text/css; charset=utf-8', ...noindex } },
} as const;
