import { LOTTERY_LIMITS as LIMITS } from '../../../../contract/lotteries/limits.ts';
import type { RouteBody } from '../../../../contract/routes.ts';
import { createDraft } from '../../console/drafts.ts';
import { lineFault, wholeNumber, type FieldFault } from '../../controls/fieldFaults.ts';

/** A game as it is being typed. */
export interface GameDraft {
  readonly name: string;
  readonly id: string;
  readonly players: string;
  readonly winners: string;
  readonly sum: string;
  readonly distinct: boolean;
  readonly beacon: boolean;
}

export type GameFault = FieldFault | { readonly kind: 'id' } | { readonly kind: 'winners' };
export type GameFaults = Partial<Record<keyof GameDraft, GameFault>>;

/** A sum is typed with nine digits at most; more come by HTTP. */
const MAX_TYPED_SUM = 999_999_999;

export const EMPTY_GAME: GameDraft = {
  name: '',
  id: '',
  players: '10',
  winners: '1',
  sum: '',
  distinct: false,
  beacon: false,
};

/** Null: no game is being typed. It outlives a visit to another section. */
export const gameDraft = createDraft<GameDraft | null>(
  null,
  (draft) => draft !== null && JSON.stringify(draft) !== JSON.stringify(EMPTY_GAME),
);

/** The game of a draft, or what is wrong with it. */
export const readGame = (
  draft: GameDraft,
):
  | { readonly game: RouteBody<'makeGame'>; readonly faults: null }
  | { readonly game: null; readonly faults: GameFaults } => {
  const name = draft.name.trim();
  const id = draft.id.trim();
  const players = wholeNumber(draft.players, 1, LIMITS.players);
  const winners = wholeNumber(draft.winners, 1, LIMITS.winners);
  const sum = wholeNumber(draft.sum, 1, MAX_TYPED_SUM);
  const nameFault = lineFault(name, LIMITS.name, true);
  const isId = /^[A-Za-z0-9_-]{0,64}$/.test(id);
  const tooMany = players !== null && winners !== null && winners > players;
  if (nameFault === null && isId && players !== null && winners !== null && sum !== null && !tooMany) {
    return {
      game: {
        ...(id !== '' && { game_id: id }),
        name,
        players,
        winners,
        win_sum: sum,
        distinct_players: draft.distinct,
        beacon: draft.beacon,
      },
      faults: null,
    };
  }
  const integer = (max: number): GameFault => ({ kind: 'integer', min: 1, max });
  return {
    game: null,
    faults: {
      ...(nameFault && { name: nameFault }),
      ...(!isId && { id: { kind: 'id' } as const }),
      ...(players === null && { players: integer(LIMITS.players) }),
      ...(winners === null && { winners: integer(LIMITS.winners) }),
      ...(tooMany && { winners: { kind: 'winners' } as const }),
      ...(sum === null && { sum: integer(MAX_TYPED_SUM) }),
    },
  };
};
