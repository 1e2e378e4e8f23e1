import type { WallTexts } from './texts.en.ts';

export const ko: WallTexts = {
  page: (page, pages) => `${page} / ${pages}`,
};
