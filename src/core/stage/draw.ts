import type { DrawOrder } from '../draws/announce.ts';
import { accept, refuse, type Result } from '../result.ts';
import { remaining, type PrizeStock } from './prizes.ts';
import type { Stage } from './stage.ts';

/**
 * What somebody asks to draw for: a prize of the list, or a name and rank said on the spot. `reserves` null: as many as
 * the event's settings say, or as the entries leave.
 */
export type DrawRequest =
  | { readonly prizeId: string; readonly count: number | null; readonly reserves: number | null }
  | {
      readonly prizeName: string;
      readonly prizeRank: number;
      readonly count: number;
      readonly reserves: number | null;
    };

export interface NamedPrize extends PrizeStock {
  readonly name: string;
  readonly rank: number;
}

/** A draw that may happen. `prize` is null for a name said on the spot, whose quantity nobody limits. */
export interface PlannedDraw<P extends NamedPrize> {
  readonly prize: P | null;
  readonly prizeName: string;
  readonly prizeRank: number;
  readonly winners: number;
  readonly reserves: number;
}

export type DrawRefusal = 'draw_in_progress' | 'prize_not_found' | 'no_prizes_left' | 'not_enough_entries';

/**
 * May this draw happen now? `eligible`: how many can win. `usualReserves`: how many the event's settings ask for; few
 * entries leave fewer. A result still on the stage is no hindrance.
 */
export const planDraw = <P extends NamedPrize>(
  stage: Stage,
  prizes: readonly P[],
  eligible: number,
  usualReserves: number,
  request: DrawRequest,
): Result<PlannedDraw<P>, DrawRefusal> => {
  if (stage !== 'idle' && stage !== 'winner') {
    return refuse('draw_in_progress', 'A draw is under way. Wait until its result is shown.');
  }
  const prize =
    'prizeId' in request
      ? prizes.find(({ id }) => id === request.prizeId)
      : prizes.find(({ name, rank }) => name === request.prizeName && rank === request.prizeRank);
  if (!prize && 'prizeId' in request) return refuse('prize_not_found', 'There is no such prize.');
  const left = prize ? remaining(prize) : Number.POSITIVE_INFINITY;
  if (left < 1) return refuse('no_prizes_left', 'This prize has been drawn completely.', { remaining: 0 });
  const asked = request.reserves ?? 0;
  const usual = prize ? Math.max(1, Math.min(prize.winnersPerDraw, left, eligible - asked)) : 1;
  const winners = request.count ?? usual;
  if (winners > left) {
    return refuse('no_prizes_left', `Only ${left} of this prize are left, not ${winners}.`, { remaining: left });
  }
  if (winners + asked > eligible) {
    return refuse(
      'not_enough_entries',
      eligible === 0
        ? 'Nobody can win yet: no participant is left who has not won.'
        : `Only ${eligible} can still win, fewer than the ${winners + asked} to be drawn.`,
      { eligible },
    );
  }
  return accept({
    prize: prize ?? null,
    prizeName: prize ? prize.name : 'prizeName' in request ? request.prizeName : '',
    prizeRank: prize ? prize.rank : 'prizeRank' in request ? request.prizeRank : 1,
    winners,
    reserves: request.reserves ?? Math.min(usualReserves, eligible - winners),
  });
};

/** Participants who are drawn among, and who they are in words that follow "everyone who". */
export interface DrawGroup {
  readonly numbers: ReadonlySet<number>;
  readonly rule: string;
}

const HERE_NOW = ', and whose phone was here when this draw was announced';
/** Whether a rule of a stage draw takes those only whose phone was here. */
export const isAmongHere = (rule: string): boolean => rule.endsWith(HERE_NOW);

/** The words of the announcement for who takes part in a stage draw. */
const ruleOf = (group: DrawGroup | null, hereNow: boolean): string =>
  `everyone who ${group?.rule ?? 'has joined'} and has not won yet${hereNow ? HERE_NOW : ''}`;

/** A planned draw as the fair draw takes it. `group`: null for all. `hereNow`: among the phones that are here now. */
export const orderOf = (planned: PlannedDraw<NamedPrize>, group: DrawGroup | null, hereNow: boolean): DrawOrder => ({
  prize: { id: planned.prize?.id ?? null, name: planned.prizeName, rank: planned.prizeRank },
  winners: planned.winners,
  reserves: planned.reserves,
  rule: ruleOf(group, hereNow),
});
