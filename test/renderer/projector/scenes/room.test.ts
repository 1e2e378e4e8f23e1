import { describe, expect, it } from 'vitest';
import type { RoomPerson } from '../../../../src/contract/rooms/views.ts';
import { boardOf, boardSize } from '../../../../src/renderer/projector/scenes/room/board.ts';
import { rowsOf } from '../../../../src/renderer/projector/scenes/room/rows.ts';

const person = (id: number): RoomPerson => ({ id, name: null, draw_number: id, text: `text ${id}`, ready: false });
const people = (ids: readonly number[]) => ids.map(person);
const ids = (board: readonly (RoomPerson | null)[]) => board.map((each) => each?.id ?? null);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('the board of slips', () => {
  it('has a place for each, and leaves every other slip where it is when somebody joins', () => {
    expect(ids(boardOf(people([1, 2]), 4))).toEqual([1, 2, null, null]);
    expect(ids(boardOf(people([1, 2, 3, 4, 5]), 4))).toEqual([5, 2, 3, 4]);
    expect(ids(boardOf(people([1, 2, 3, 4, 5, 6]), 4))).toEqual([5, 6, 3, 4]);
  });

  it('shows the newest, each once, whoever was removed', () => {
    for (const removed of upTo(13)) {
      const board = ids(boardOf(people(upTo(14).filter((id) => id !== removed)), 12));
      expect(new Set(board).size).toBe(12);
      expect(board).not.toContain(removed);
      expect(board).toContain(14);
    }
  });

  it('has room for as many as the size is for', () => {
    for (const wide of [false, true]) {
      for (const portrait of [false, true]) {
        for (const count of upTo(12)) {
          const { columns, rows } = boardSize(count, portrait, wide);
          expect(columns * rows).toBeGreaterThanOrEqual(count);
        }
      }
    }
  });
});

describe('the rows of a vote', () => {
  const ballot = upTo(12).map((text_id) => ({ text_id, text: `text ${text_id}`, name: null }));
  const bars = [
    { text_id: 7, share: 1, votes: null },
    { text_id: 2, share: 0.5, votes: null },
  ];

  it('are a short ballot in its own order', () => {
    const rows = rowsOf({ ballot: ballot.slice(0, 8), ballot_count: 8 }, bars, 10);
    expect(rows.map(({ text }) => text.text_id)).toEqual(upTo(8));
    expect(rows.map(({ share }) => share)).toEqual([0, 0.5, 0, 0, 0, 0, 1, 0]);
  });

  it('are the longest bars of a long one, and its first texts where no bar is shown', () => {
    expect(rowsOf({ ballot, ballot_count: 12 }, bars, 8).map(({ text }) => text.text_id)).toEqual([7, 2]);
    expect(rowsOf({ ballot, ballot_count: 12 }, [], 8).map(({ text }) => text.text_id)).toEqual(upTo(8));
  });
});
