import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/**
 * Prints one plain line when all tests have run: `12 passed, 0 failed`, and `, 3 skipped` when there are any.
 * A file that could not be loaded and an error outside of any test count as failed.
 */
export class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    process.stdout.write(`${closingLine(modules, errors.length)}\n`);
  }
}

export function closingLine(modules: readonly TestModule[], errors: number): string {
  const count = { passed: 0, failed: errors, skipped: 0, pending: 0 };
  for (const module of modules) {
    const states = [...module.children.allTests()].map((test) => test.result().state);
    for (const state of states) count[state] += 1;
    if (module.state() === 'failed' && !states.includes('failed')) count.failed += 1;
  }
  const skipped = count.skipped + count.pending;
  return `${count.passed} passed, ${count.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
