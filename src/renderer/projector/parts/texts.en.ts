const ordinal = (rank: number): string => {
  const tail = rank % 100 >= 11 && rank % 100 <= 13 ? 0 : rank % 10;
  return `${rank}${['th', 'st', 'nd', 'rd'][tail] ?? 'th'}`;
};

export const en = {
  rank: (rank: number): string => `${ordinal(rank)} prize`,
  seal: 'Seal',
};

export type PartTexts = typeof en;
