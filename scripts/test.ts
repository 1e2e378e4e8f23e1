/**
 * `npm test`: sets up what is missing, then runs every check and test. Ends with the line `N passed, N failed`
 * (`, N skipped` where something could not be had), and with exit code 1 if anything failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowser, ensureEngines } from './browser.ts';

const run = (title: string, script: string, args: string[]): boolean => {
  console.log(`\n── ${title}`);
  return spawnSync(process.execPath, [script, ...args], { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
};

const counts = { passed: 0, failed: 0, skipped: 0 };
const count = (passed: number, failed: number, skipped: number): void => {
  counts.passed += passed;
  counts.failed += failed;
  counts.skipped += skipped;
};

const check = (title: string, script: string, args: string[]): void =>
  run(title, script, args) ? count(1, 0, 0) : count(0, 1, 0);

/** The report that a test runner wrote; a runner that wrote none has failed. */
const readReport = (file: string): Record<string, unknown> | null => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch {
    return null;
  }
};
const numberAt = (report: Record<string, unknown>, key: string): number => Number(report[key] ?? 0);

rmSync('test-results', { recursive: true, force: true });
mkdirSync('test-results', { recursive: true });

check('types', 'node_modules/typescript/bin/tsc', ['-b']);
check('lint', 'node_modules/oxlint/bin/oxlint', ['--deny-warnings']);
check('format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']);
check('dead code', 'node_modules/knip/bin/knip.js', []);
check('build', 'scripts/ensureBuild.ts', []);

const unitRan = run('unit and integration tests', 'node_modules/vitest/vitest.mjs', [
  'run',
  '--reporter=default',
  '--reporter=json',
  '--outputFile.json=test-results/unit.json',
]);
const unit = readReport('test-results/unit.json');
if (unit) {
  const failed = numberAt(unit, 'numFailedTests');
  count(numberAt(unit, 'numPassedTests'), failed, numberAt(unit, 'numPendingTests') + numberAt(unit, 'numTodoTests'));
  // A file that does not even load, or an error beside the tests, fails the run without a failed test.
  if (!unitRan && failed === 0) count(0, 1, 0);
} else count(0, 1, 0);

if (ensureBrowser() === null) {
  console.log('SKIPPED: the browser tests, for no browser could be had. Install Chromium or set CHROME_PATH.');
  count(0, 0, 1);
} else {
  ensureEngines();
  const browserRan = run('browser tests', 'node_modules/@playwright/test/cli.js', ['test']);
  const report = readReport('test-results/e2e.json');
  const stats = report?.['stats'] as Record<string, unknown> | undefined;
  if (stats) {
    const failed = numberAt(stats, 'unexpected') + numberAt(stats, 'flaky');
    count(numberAt(stats, 'expected'), failed, numberAt(stats, 'skipped'));
    if (!browserRan && failed === 0) count(0, 1, 0);
  } else count(0, 1, 0);
}

console.log(
  `\n${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`,
);
process.exit(counts.failed > 0 ? 1 : 0);
