/** What a viewer would complain about, measured in the page itself: cut texts, broken numbers, cropped pictures. */
import type { Page } from '@playwright/test';
import { settled } from './accessible.ts';

export interface Rules {
  /** No visible text is smaller, in CSS pixels. */
  readonly minType: number;
  /** Texts below the window's lower edge are a fault too: nobody scrolls here. */
  readonly wholeWindow: boolean;
}

/** Every fault of the page at rest as a line; none if all is well. */
export const faultsOf = async (page: Page, rules: Rules): Promise<string[]> => {
  // A stub that is being torn off lies over the heading for a moment.
  await settled(page);
  return page.evaluate(({ minType, wholeWindow }) => {
    const faults: string[] = [];
    const window_ = { left: 0, top: 0, right: innerWidth, bottom: wholeWindow ? innerHeight : Infinity };
    const isHidden = (element: Element): boolean =>
      !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ||
      element.closest('.visually-hidden, [aria-hidden="true"]') !== null;
    /** What clips an element: the window, and every box around it that hides what overflows. */
    const clipOf = (element: Element) => {
      let clip = { ...window_ };
      for (let box = element.parentElement; box; box = box.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(box);
        if (overflowX === 'visible' && overflowY === 'visible') continue;
        if (box === document.body || box === document.documentElement) continue;
        const rect = box.getBoundingClientRect();
        if (overflowX !== 'visible') {
          clip = { ...clip, left: Math.max(clip.left, rect.left), right: Math.min(clip.right, rect.right) };
        }
        if (overflowY === 'hidden' || overflowY === 'clip') {
          clip = { ...clip, top: Math.max(clip.top, rect.top), bottom: Math.min(clip.bottom, rect.bottom) };
        }
      }
      return clip;
    };
    const isCut = (rect: DOMRect, clip: typeof window_, slack: number): boolean =>
      rect.left < clip.left - slack ||
      rect.top < clip.top - slack ||
      rect.right > clip.right + slack ||
      rect.bottom > clip.bottom + slack;
    const nameOf = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${element.className} “${(element.textContent ?? '').trim().slice(0, 30)}”`;
    const seen: { name: string; element: Element; rect: DOMRect }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || (node.textContent ?? '').trim() === '' || isHidden(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rect = range.getBoundingClientRect();
      const size = parseFloat(getComputedStyle(element).fontSize);
      // Line boxes are higher than their letters.
      if (isCut(rect, clipOf(element), size * 0.32)) faults.push(`cut: ${nameOf(element)}`);
      if (size < minType - 0.1) faults.push(`${size.toFixed(1)} px: ${nameOf(element)}`);
      // The letters themselves: a font's box is higher than they are.
      const letters = new DOMRect(rect.x, rect.y + 0.2 * size, rect.width, Math.max(1, rect.height - 0.4 * size));
      seen.push({ name: nameOf(element), element, rect: letters });
      const above = document.elementFromPoint(letters.x + letters.width / 2, letters.y + 1);
      if (above !== null && !above.contains(element) && !element.contains(above))
        faults.push(`${nameOf(element)} is under ${above.tagName.toLowerCase()}.${above.className}`);
      if (/^[\d ]+$/.test(node.textContent ?? '') && range.getClientRects().length > 1)
        faults.push(`broken over lines: ${nameOf(element)}`);
    }
    for (const [index, one] of seen.entries()) {
      for (const other of seen.slice(index + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        const across = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
        const down = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
        const lower = Math.min(one.rect.height, other.rect.height);
        if (across > 4 && down > lower * 0.4) faults.push(`over each other: ${one.name} and ${other.name}`);
      }
    }
    for (const image of document.querySelectorAll('img')) {
      if (isHidden(image) && image.closest('[aria-hidden="true"]') === null) continue;
      const rect = image.getBoundingClientRect();
      const { objectFit } = getComputedStyle(image);
      const off = Math.abs(rect.width / rect.height / (image.naturalWidth / image.naturalHeight) - 1);
      if (isCut(rect, clipOf(image), 1.5)) faults.push(`cut picture: ${image.className || image.src}`);
      if (objectFit !== 'contain' && off > 0.03) faults.push(`picture out of shape by ${off.toFixed(2)}`);
      if (rect.width < 24 || rect.height < 24) faults.push(`picture of ${rect.width} x ${rect.height}`);
    }
    return [...new Set(faults)];
  }, rules);
};
