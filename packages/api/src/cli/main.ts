#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// What was compiled once is not compiled again: the next start takes half the time.
enableCompileCache();
const { runCommandLine } = await import('./run-command-line.ts');

process.exitCode = await runCommandLine(process.argv.slice(2), {
  environment: process.env,
  print: (line) => process.stdout.write(`${line}\n`),
  note: (line) => process.stderr.write(`${line}\n`),
});
