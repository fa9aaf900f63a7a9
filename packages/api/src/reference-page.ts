import { pagePolicy } from './page-policy.ts';
import { referenceScript } from './reference-script.ts';
import { referenceStyle } from './reference-style.ts';

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>OpenTuan API</title>
<link rel="stylesheet" href="docs.css">
<link rel="icon" href="data:,">
<script src="docs.js" defer></script>
</head>
<body>
<div class="layout">
<nav aria-label="OpenTuan">
<div class="bar"><strong>OpenTuan API</strong><button type="button" id="language" lang="zh">中文</button></div>
<p><input id="search" type="search" autocomplete="off"></p>
<div class="tags" id="tags"></div>
</nav>
<main id="main"><p class="quiet" id="loading">…</p></main>
</div>
<noscript><p>This page reads openapi.json, which lies beside it. · 本页读取旁边的 openapi.json。</p></noscript>
</body>
</html>
`;

const policy = pagePolicy('data:');

interface ReferenceFile {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The three files of the reference by their name beside `/v1`. */
export const referenceFiles: Readonly<Record<string, ReferenceFile>> = {
  docs: {
    body: page,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
  },
  'docs.js': { body: referenceScript, headers: { 'content-type': 'text/javascript; charset=utf-8' } },
  'docs.css': { body: referenceStyle, headers: { 'content-type': 'text/css; charset=utf-8' } },
};
