/** The winners as a table for spreadsheets. */
import { MAX_CLAIM_CODE } from '../../../../contract/event/limits.ts';
import type { AdminDraw } from '../../../../contract/stage/routes.ts';
import { padNumber } from '../../../common/numbers.ts';
import type { ResultsTexts } from './texts.en.ts';

const localTime = (moment: string | null): string => {
  if (moment === null) return '';
  const date = new Date(moment);
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
};

/** One row a winner, in the order of drawing; draws that are not revealed yet are left out. */
export const winnersTable = (
  draws: readonly AdminDraw[],
  numberWidth: number,
  words: ResultsTexts['table'],
): string[][] => {
  const head = [
    words.draw,
    words.prize,
    words.rank,
    words.kind,
    words.number,
    words.code,
    words.drawnAt,
    words.handedOverAt,
  ];
  const rows = draws
    .filter((draw) => draw.revealed)
    .toSorted((a, b) => a.draw - b.draw)
    .flatMap((draw) => {
      const start = [String(draw.draw), draw.prize_name, String(draw.prize_rank)];
      const number = (n: number): string => padNumber(n, numberWidth);
      const drawnAt = localTime(draw.drawn_at);
      const shown = draw.winners.filter((w) => !w.hidden);
      const standingBy = draw.reserves.filter((w) => !shown.some((other) => other.draw_number === w.draw_number));
      return [
        ...shown.map((w) => [
          ...start,
          w.forfeited_at !== null ? words.absent : w.steps_in_for !== null ? words.steppedIn : words.winner,
          number(w.draw_number),
          // A forfeited code is good for nothing any more.
          w.forfeited_at === null ? w.claim_code : '',
          drawnAt,
          localTime(w.claimed_at),
        ]),
        ...standingBy.map((w) => [...start, words.reserve, number(w.draw_number), '', drawnAt, '']),
      ];
    });
  return [head, ...rows];
};

/** A claim code as the host reads it: without what people put between its letters, look-alikes as the digits they mean. */
export const bareCode = (code: string): string =>
  code.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');

/** Whether the host would take it as a claim code. Anything else was mistyped. */
export const isClaimCode = (code: string): boolean => /^[A-Za-z0-9 -]+$/.test(code) && code.length <= MAX_CLAIM_CODE;
