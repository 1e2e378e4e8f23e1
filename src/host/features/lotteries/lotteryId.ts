/** A lottery by its game and its place in it, from 1. Game ids may hold dashes; the last one ends them. */
export const lotteryIdOf = (gameId: string, seq: number): string => `${gameId}-${seq}`;

/** Null: no lottery can have this id. */
export const readLotteryId = (id: string): { readonly gameId: string; readonly seq: number } | null => {
  const [, gameId, seq] = /^(.+)-([1-9]\d{0,14})$/.exec(id) ?? [];
  return gameId === undefined || seq === undefined ? null : { gameId, seq: Number(seq) };
};
