import { globSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';

/** A file of this repository: its path from the root, with `/`, and its text. */
export interface Source {
  path: string;
  source: string;
}

/** Something that a rule forbids; `line` counts from 1. */
export interface Finding {
  path: string;
  line: number;
  message: string;
}

const root = join(import.meta.dirname, '..');
const foreign = new Set(['node_modules', 'dist', '.git', '.wrangler', 'coverage', 'screenshots']);

/** The files that match a pattern, without what was installed or built. */
export function readSources(pattern: string): Source[] {
  const paths = globSync(pattern, { cwd: root, exclude: (name) => foreign.has(basename(name)) });
  return paths
    .map((path) => path.replaceAll(sep, '/'))
    .filter((path) => /\.[a-z]+$/.test(path))
    .toSorted()
    .map((path) => ({ path, source: readFileSync(join(root, path), 'utf8') }));
}

/** Made by a program, so that no rule for people's code applies. */
export function isGenerated(path: string): boolean {
  return /(^|[/.])generated[/.]/.test(path);
}

export function isTest(path: string): boolean {
  return path.endsWith('.test.ts');
}

/** The line of an offset, counted from 1. */
export function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}

/** Findings as lines that an editor can jump to; an empty list is what a test wants to see. */
export function lines(findings: readonly Finding[]): string[] {
  return findings.map((finding) => `${finding.path}:${finding.line} ${finding.message}`);
}
