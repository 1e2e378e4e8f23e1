import { test as base } from '@playwright/test';

/** Pages of an ended test would go on: they paint, and ask for a host that is gone, while the next test is played. */
export const test = base.extend<{ closesPages: void }>({
  closesPages: [
    async ({ browser }, use) => {
      await use();
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});
