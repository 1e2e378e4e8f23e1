/** What the suites of all features share: a store with one event, and the records that they write into it. */
import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Announced, Closing, Decision, NewDraw } from '../../../src/host/features/draws/store.ts';
import type { EventState, Newcomer, NewPrize, RegisterOutcome } from '../../../src/host/features/event/store.ts';
import type { DecidedOnStage, StageDraw, StagedPrize } from '../../../src/host/features/stage/store.ts';
import type { AuditedChange, IdempotentReply, OutboxEvent } from '../../../src/host/platform/storage/auditedChange.ts';
import type { Stores } from '../../../src/host/stores.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { upTo } from '../../support/upTo.ts';

/** A store that the suites are run on. */
export interface StoreUnderTest {
  readonly name: string;
  /** The stores of a folder; the same folder again is the same store. `outbox`: takes what is emitted, where it is wanted. */
  open(folder: string, outbox?: OutboxEvent[]): Stores;
  /** In a store that is closed: no event is the active one any more, so that the next opening makes another. */
  setActiveAside(folder: string): void;
}

export const hash = (text: string): Uint8Array => createHash('sha256').update(text).digest();
export const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex');
export const AT = Date.UTC(2026, 10, 20, 12);

export const newcomer = (name: string, more: Partial<Newcomer> = {}): Newcomer => ({
  knownHolder: null,
  source: 0,
  newHolder: hash(name),
  commitment: null,
  mayBeNew: true,
  at: AT,
  idempotent: null,
  ...more,
});

export const numberOf = (outcome: RegisterOutcome | undefined): number | string =>
  outcome?.kind === 'registered'
    ? outcome.drawNumber
    : `${outcome?.kind} ${outcome && 'code' in outcome ? outcome.code : ''}`;

export const idempotent = <T>(name: string): IdempotentReply<T> => ({
  key: hash(`key of ${name}`),
  fingerprint: hash(`request ${name}`),
  at: AT,
  reply: (outcome) => Buffer.from(JSON.stringify(outcome ?? null)),
});

export const changeBy = <T>(kept: IdempotentReply<T> | null = null, at = AT): AuditedChange<T> => ({
  actor: 'admin:test',
  at,
  idempotent: kept,
});

export const newPrize = (id: string, more: Partial<NewPrize> = {}): NewPrize => ({
  id,
  name: id,
  description: '',
  rank: 1,
  quantity: 5,
  winnersPerDraw: 1,
  ...more,
});

export const newDraw = (draw: number, more: Partial<NewDraw> = {}): NewDraw => ({
  id: `draw-${draw}`,
  ownerId: 'event',
  epoch: 1,
  draw,
  entryCount: 10,
  announcement: '{"a":1}',
  announcedAt: AT + draw,
  windowMs: 0,
  ...more,
});

export const stagedPrize = (more: Partial<StagedPrize> = {}): StagedPrize => ({
  prizeId: null,
  prizeName: 'Car',
  prizeRank: 1,
  prizeDescription: '',
  imageId: null,
  spinMs: 6_000,
  ...more,
});

export const decisionOf = (winners: readonly number[], more: Partial<Decision> = {}): Decision => ({
  decidedAt: AT + 100,
  delay: 'y',
  winners,
  reserves: [],
  ...more,
});

export const closingOf = (more: Partial<Closing> = {}): Closing => ({
  closedAt: AT + 50,
  room: '[]',
  entropy: '[]',
  told: { entropy_hash: 'e', count: 0 },
  ...more,
});

/** Hex of 16 bytes. */
export const SALT = '5a'.repeat(16);

/** A draw that is announced, closed and decided under one commit. */
export interface WholeDraw {
  readonly draw: NewDraw;
  readonly prize: StagedPrize;
  readonly closing: Closing;
  readonly decision: Decision;
}

export const drawOf = (
  draw: number,
  winners: readonly number[],
  more: {
    draw?: Partial<NewDraw>;
    prize?: Partial<StagedPrize>;
    closing?: Partial<Closing>;
    decision?: Partial<Decision>;
  } = {},
): WholeDraw => ({
  draw: newDraw(draw, { id: `draw-${draw}-${winners.join('-')}`, ...more.draw }),
  prize: stagedPrize(more.prize),
  closing: closingOf(more.closing),
  decision: decisionOf(winners, more.decision),
});

/** Claim codes that repeat: each comes twice in a row. */
export const claimCodes = (): (() => string) => {
  let calls = 0;
  return () => `CODE-${String(Math.floor(calls++ / 2)).padStart(4, '0')}`;
};

export interface Begun {
  readonly folder: string;
  /** As they are open now. */
  readonly stores: Stores;
  readonly state: EventState;
  reopen(): Promise<Stores>;
  announce(draw: NewDraw, prize?: StagedPrize): Promise<Announced<StageDraw>>;
  record(draw: WholeDraw, kept?: IdempotentReply<DecidedOnStage> | null): Promise<DecidedOnStage>;
  join(eventId: string, names: readonly string[]): Promise<RegisterOutcome[]>;
  /** Another event, active from now on. */
  addEvent(id: string): Promise<EventState>;
}

const openFirst = (stores: Stores, id: string, at: number): Promise<EventState> =>
  stores.event.openActive({ id, name: 'Party', at }, stores.draws.beginChain(id, hash(`secret of ${id}`), SALT));

/** Opens a store with the event `event`, closed when the test is over. */
export const begin = async (store: StoreUnderTest, participants = 0): Promise<Begun> => {
  const folder = temporaryFolder();
  let stores = store.open(folder);
  onTestFinished(() => stores.platform.close());
  const join = (eventId: string, names: readonly string[]): Promise<RegisterOutcome[]> =>
    stores.event.register(
      eventId,
      names.map((name) => newcomer(name)),
    );
  const reopen = async (): Promise<Stores> => {
    await stores.platform.close();
    stores = store.open(folder);
    return stores;
  };
  let state = await openFirst(stores, 'event', AT);
  if (participants > 0) {
    await join(
      'event',
      upTo(participants).map((nth) => `phone ${nth}`),
    );
    state = (await stores.event.find('event')) ?? state;
  }
  return {
    folder,
    get stores() {
      return stores;
    },
    state,
    reopen,
    join,
    announce: (draw, prize = stagedPrize()) =>
      stores.draws.announce(draw, hash('next secret'), stores.stage.announced(prize), changeBy()),
    record: async ({ draw, prize, closing, decision }, kept = null) => {
      const { result } = await stores.draws.announceDecided(
        draw,
        closing,
        decision,
        hash('next secret'),
        stores.stage.announcedAndDecided(prize, claimCodes()),
        changeBy(kept),
      );
      return result;
    },
    addEvent: async (id) => {
      await stores.platform.close();
      store.setActiveAside(folder);
      stores = store.open(folder);
      return openFirst(stores, id, AT + 1);
    },
  };
};
