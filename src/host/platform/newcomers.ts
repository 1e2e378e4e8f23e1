/** Turns of the event loop that work waits at most, so that a flood of connections cannot keep it waiting for ever. */
const MOST_TURNS = 64;

/** Of the process, as the event loop is. */
let taken = 0;

/** A new connection was taken. */
export const noteNewcomer = (): void => {
  taken += 1;
};

/**
 * Calls back after a turn of the event loop in which no new connection came. The loop takes one connection in each of its
 * turns, however long the turn: whoever works in pieces must wait between them, or the thousandth in line waits for a
 * thousand pieces of work.
 */
export const afterNewcomers = (next: () => void): void => {
  const wait = (seen: number, turns: number): void => {
    if (taken === seen || turns > MOST_TURNS) next();
    else setImmediate(wait, taken, turns + 1);
  };
  // What is left of the turn that is on takes nobody in: the next one counts.
  setImmediate(wait, -1, 0);
};
