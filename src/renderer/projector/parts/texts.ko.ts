import type { PartTexts } from './texts.en.ts';

export const ko: PartTexts = {
  rank: (rank) => `${rank}등`,
  seal: '봉인',
};
