export const en = {
  page: (page: number, pages: number): string => `${page} of ${pages}`,
};

export type WallTexts = typeof en;
