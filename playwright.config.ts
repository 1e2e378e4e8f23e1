import { defineConfig } from '@playwright/test';
import { browserLaunch } from './scripts/browser.ts';

// One worker: each test is a whole venue (a host, a projector, an admin and many phones), and times matter in it.
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: { launchOptions: browserLaunch(), screenshot: 'only-on-failure', trace: 'retain-on-failure' },
});
