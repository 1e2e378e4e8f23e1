import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**'],
    globalSetup: ['test/support/builtScreens.ts'],
    pool: 'forks',
    // A password costs a fifth of a second of a core, and continuous integration has slow ones.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // What a program under test prints belongs to a failure, not to a success.
    silent: 'passed-only',
  },
});
