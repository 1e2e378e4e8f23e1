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
  // No measure of speed: on a busy machine all of it takes three times as long.
  timeout: 400_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    actionTimeout: 30_000,
    launchOptions: browserLaunch(),
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
