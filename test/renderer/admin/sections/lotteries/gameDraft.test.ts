import { expect, it } from 'vitest';
import { EMPTY_GAME, readGame } from '../../../../../src/renderer/admin/sections/lotteries/gameDraft.ts';

const typed = { ...EMPTY_GAME, name: ' Bar ', sum: '5000' };

it('is a game once everything is right; an empty id is left to the host', () => {
  expect(readGame(typed)).toEqual({
    faults: null,
    game: { name: 'Bar', players: 10, winners: 1, win_sum: 5_000, distinct_players: false, beacon: false },
  });
  expect(readGame({ ...typed, id: 'bar_1' }).game).toMatchObject({ game_id: 'bar_1' });
});

it.each([
  [{ name: ' ' }, 'name'],
  [{ id: 'a b' }, 'id'],
  [{ players: '0' }, 'players'],
  [{ players: '1.5' }, 'players'],
  [{ winners: '11' }, 'winners'],
  [{ sum: '-3' }, 'sum'],
  [{ sum: '' }, 'sum'],
])('finds the fault in %j', (part, field) => {
  expect(Object.keys(readGame({ ...typed, ...part }).faults ?? {})).toEqual([field]);
});
