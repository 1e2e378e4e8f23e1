/** What a screen reader, a keyboard and a narrow window need of every page. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** Everything that moves has come to rest, for some frames: a page that has just changed may only be about to move. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    // What goes on for ever is not waited for, nor what counts time down.
    const moves = ({ playState, effect }: Animation): boolean =>
      playState === 'running' && Number(effect?.getComputedTiming().endTime) < 5_000;
    for (let still = 0; still < 4; still = document.getAnimations().some(moves) ? 0 : still + 1)
      await new Promise(requestAnimationFrame);
  });

/** No rule of WCAG 2.2 AA is broken, as far as axe can tell; `more`: its tags of further rules. */
export const expectAccessible = async (page: Page, more: readonly string[] = []): Promise<void> => {
  // A button that has just become enabled is half of each colour.
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).withTags([...WCAG, ...more]).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  );
};

export const expectNoSidewaysScroll = async (page: Page): Promise<void> => {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
};

/** Both. */
export const expectSound = async (page: Page): Promise<void> => {
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
};
