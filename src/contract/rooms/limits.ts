/** Of rooms. Screens take these; nothing retypes them. */
export const ROOM_LIMITS = {
  /** Characters of a room's id, which is its join code: of these characters, none of which is taken for another. */
  code: 6,
  codeAlphabet: '23456789ABCDEFGHJKMNPQRSTUVWXYZ',
  /** Characters. */
  title: 80,
  text: 200,
  name: 40,
  /** Texts that one person may vote for, at most. */
  choices: 10,
  /** How long a vote may be open before it closes by itself, ms. */
  voteMs: 3_600_000,
  /** People in one room. */
  people: 10_000,
  /** Rooms that are acquired at the same time. */
  rooms: 2_000,
  /** People that a view names: all where there are no more, else the newest `fewPeople`. Counts are of all. */
  shownPeople: 60,
  fewPeople: 12,
  /** Texts that a view holds, in the order of the ballot or the best first; the others come by pages. */
  shownTexts: 50,
  /** Bars of a running vote, the longest first. */
  shownBars: 12,
  /** Texts that wait to be shown, in the host's view, the oldest first. */
  shownHeld: 20,
} as const;
