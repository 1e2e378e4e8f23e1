/** The places of the slips on the board. Pure. */
import type { RoomPerson } from '../../../../contract/rooms/views.ts';

/** Columns and rows of a board for so many slips. `wide`: it has the whole screen. */
export const boardSize = (
  people: number,
  portrait: boolean,
  wide: boolean,
): { readonly columns: number; readonly rows: number } => {
  if (wide && !portrait && people > 4) return people <= 9 ? { columns: 3, rows: 3 } : { columns: 3, rows: 4 };
  if (people <= 4) return { columns: 2, rows: 2 };
  if (people <= 6) return { columns: 2, rows: 3 };
  if (people <= 8) return { columns: 2, rows: 4 };
  return portrait ? { columns: 2, rows: 6 } : { columns: 3, rows: 4 };
};

/**
 * Who hangs where: the newest `places` of them, in the order of joining. A slip keeps its place until the one who takes
 * it over comes, so that nothing else moves; null: nobody is there.
 */
export const boardOf = (people: readonly RoomPerson[], places: number): readonly (RoomPerson | null)[] => {
  const board = Array.from<RoomPerson | null>({ length: places }).fill(null);
  for (const person of people.slice(-places).reverse()) {
    // Of those who were removed an earlier place may be left: whoever finds theirs taken gets that one.
    const own = (person.id - 1) % places;
    const place = board[own] === null ? own : board.indexOf(null);
    board[place] = person;
  }
  return board;
};
