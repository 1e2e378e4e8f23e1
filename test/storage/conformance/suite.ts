/** What every store must do, whatever stands behind it. A store's own test file runs this suite on it. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type {
  Decision,
  Deed,
  NewAnnouncement,
  Newcomer,
  Once,
  RegisterOutcome,
  Storage,
} from '../../../src/host/storage/storage.ts';
import { firstBroken, NO_PREVIOUS } from '../../../src/core/log/logChain.ts';
import { upTo } from '../../support/host.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const hash = (text: string): Uint8Array => createHash('sha256').update(text).digest();
const AT = Date.UTC(2026, 10, 20, 12);

const newcomer = (name: string, more: Partial<Newcomer> = {}): Newcomer => ({
  knownHolder: null,
  newHolder: hash(name),
  commitment: null,
  mayBeNew: true,
  at: AT,
  once: null,
  ...more,
});

const numberOf = (outcome: RegisterOutcome | undefined): number | string =>
  outcome?.kind === 'registered'
    ? outcome.drawNumber
    : `${outcome?.kind} ${outcome && 'code' in outcome ? outcome.code : ''}`;

const once = <T>(name: string): Once<T> => ({
  key: hash(`key of ${name}`),
  fingerprint: hash(`request ${name}`),
  at: AT,
  answer: (outcome) => Buffer.from(JSON.stringify(outcome ?? null)),
});

const deed = <T>(kept: Once<T> | null = null, at = AT): Deed<T> => ({ actor: 'admin:test', at, once: kept });

const announcementOf = (draw: number, more: Partial<NewAnnouncement> = {}): NewAnnouncement => ({
  id: `draw-${draw}`,
  epoch: 1,
  draw,
  prizeId: null,
  prizeName: 'Car',
  prizeRank: 1,
  prizeDescription: '',
  imageId: null,
  entryCount: 10,
  announcement: '{"a":1}',
  announcedAt: AT + draw,
  windowMs: 0,
  spinMs: 6_000,
  ...more,
});

const decisionOf = (winners: readonly number[], more: Partial<Decision> = {}): Decision => ({
  decidedAt: AT + 100,
  winners,
  reserves: [],
  room: '[]',
  entropy: '[]',
  steps: [],
  ...more,
});

interface WholeDraw {
  readonly announcement: NewAnnouncement;
  readonly decision: Decision;
}

/** A draw that is announced and decided under one commit. */
const drawOf = (
  draw: number,
  winners: readonly number[],
  more: Partial<NewAnnouncement> = {},
  decided: Partial<Decision> = {},
): WholeDraw => ({
  announcement: announcementOf(draw, { id: `draw-${draw}-${winners.join('-')}`, ...more }),
  decision: decisionOf(winners, decided),
});

/** Claim codes that repeat: each comes twice in a row. */
const claimCodes = (): (() => string) => {
  let calls = 0;
  return () => `CODE-${String(Math.floor(calls++ / 2)).padStart(4, '0')}`;
};

/** `open` opens the store of a folder; the same folder again is the same store. */
export const storageSuite = (name: string, open: (folder: string) => Storage): void => {
  const begin = async (participants = 0) => {
    const folder = temporaryFolder();
    let storage = open(folder);
    onTestFinished(async () => storage.close());
    const event = await storage.openEvent({ id: 'event', name: 'Party', tip: hash('tip'), at: AT });
    if (participants > 0)
      await storage.registerParticipants(
        event.id,
        upTo(participants).map((nth) => newcomer(`phone ${nth}`)),
      );
    return {
      folder,
      eventId: event.id,
      get storage() {
        return storage;
      },
      reopen: async (): Promise<Storage> => {
        await storage.close();
        storage = open(folder);
        return storage;
      },
      announce: (announcement: NewAnnouncement) =>
        storage.announceDraw(event.id, announcement, null, claimCodes(), hash('next tip'), deed()),
      record: ({ announcement, decision }: WholeDraw, kept: Once<never> | null = null) =>
        storage.announceDraw(event.id, announcement, decision, claimCodes(), hash('next tip'), deed(kept)),
    };
  };

  describe(`the store ${name}`, () => {
    it('makes the first event once, and finds it again', async () => {
      const store = await begin();
      const other = { id: 'other', name: 'Other', tip: hash('other'), at: AT };
      expect((await store.storage.openEvent(other)).id).toBe('event');
      const again = await store.reopen();
      expect(await again.openEvent(other)).toEqual({
        id: 'event',
        name: 'Party',
        numberWidth: 3,
        spinMs: 6_000,
        capacity: 100_000,
        registrationOpen: true,
        joinRound: 1,
        wifiSsid: '',
        wifiPassword: '',
        entropyWindowMs: 3_000,
        roomEntropy: true,
        spokenEntropy: false,
        beaconEntropy: false,
        participantCount: 0,
        createdAt: AT,
      });
      expect(Buffer.from((await again.seal('event')).tip).equals(Buffer.from(hash('tip')))).toBe(true);
    });

    it('gives numbers in order, across batches and restarts', async () => {
      const store = await begin();
      const batch = (names: string[]) =>
        store.storage.registerParticipants(
          'event',
          names.map((each) => newcomer(each)),
        );
      expect((await batch(['a', 'b', 'c'])).map(numberOf)).toEqual([1, 2, 3]);
      await store.reopen();
      expect((await batch(['d', 'e'])).map(numberOf)).toEqual([4, 5]);
      expect((await store.storage.event('event')).participantCount).toBe(5);
    });

    it('gives numbers without gaps or duplicates, however newcomers are mixed', async () => {
      const kinds = fc.constantFrom('new', 'known', 'unknown', 'not allowed', 'repeated');
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(kinds, { maxLength: 12 }), { maxLength: 6 }), async (batches) => {
          const storage = open(temporaryFolder());
          await storage.openEvent({ id: 'event', name: 'Party', tip: hash('tip'), at: AT });
          const holders = new Map<number, Uint8Array>();
          let nth = 0;
          for (const kinds of batches) {
            const newcomers = kinds.map((kind): Newcomer => {
              nth += 1;
              const known = [...holders.values()].at(-1) ?? null;
              if (kind === 'known') return newcomer(`n${nth}`, { knownHolder: known });
              if (kind === 'unknown') return newcomer(`n${nth}`, { knownHolder: hash(`never seen ${nth}`) });
              if (kind === 'not allowed') return newcomer(`n${nth}`, { mayBeNew: false });
              if (kind === 'repeated') return newcomer(`n${nth}`, { once: once('one request') });
              return newcomer(`n${nth}`);
            });
            const outcomes = await storage.registerParticipants('event', newcomers);
            expect(outcomes).toHaveLength(newcomers.length);
            for (const [index, outcome] of outcomes.entries()) {
              if (outcome.kind !== 'registered' || outcome.isExisting) continue;
              expect(holders.has(outcome.drawNumber)).toBe(false);
              holders.set(outcome.drawNumber, newcomers[index]?.newHolder ?? hash(''));
            }
          }
          expect([...holders.keys()].sort((one, other) => one - other)).toEqual(upTo(holders.size));
          const listed = await storage.participants('event', 0, 1_000);
          expect(listed.map(({ drawNumber }) => drawNumber)).toEqual(upTo(holders.size));
          for (const [number, holder] of holders)
            expect((await storage.findParticipant('event', holder))?.drawNumber).toBe(number);
          await storage.close();
        }),
        { numRuns: 25 },
      );
    });

    it('knows a known holder even where nobody new may come', async () => {
      const store = await begin(2);
      await store.storage.updateEvent('event', { registrationOpen: false }, deed());
      const known = newcomer('x', { knownHolder: hash('phone 2'), mayBeNew: false });
      const outcomes = await store.storage.registerParticipants('event', [known, newcomer('y')]);
      expect(outcomes[0]).toEqual({ kind: 'registered', drawNumber: 2, isExisting: true });
      expect(outcomes[1]).toEqual({ kind: 'refused', code: 'registration_closed' });
    });

    it('stops at the capacity within a batch', async () => {
      const store = await begin();
      await store.storage.updateEvent('event', { capacity: 2 }, deed());
      const outcomes = await store.storage.registerParticipants(
        'event',
        ['a', 'b', 'c'].map((each) => newcomer(each)),
      );
      expect(outcomes.map(numberOf)).toEqual([1, 2, 'refused event_full']);
    });

    it('changes of an event what the patch names, and nothing else', async () => {
      const store = await begin();
      const before = await store.storage.event('event');
      expect(await store.storage.updateEvent('event', { name: '송년회', numberWidth: 4 }, deed())).toEqual({
        ...before,
        name: '송년회',
        numberWidth: 4,
      });
      expect(await store.storage.updateEvent('event', {}, deed())).toEqual({
        ...before,
        name: '송년회',
        numberWidth: 4,
      });
      expect(await (await store.reopen()).event('event')).toEqual({ ...before, name: '송년회', numberWidth: 4 });
    });

    it('keeps prizes in their order, with how many are drawn', async () => {
      const store = await begin(10);
      const { storage } = store;
      for (const id of ['a', 'b', 'c'])
        await storage.createPrize(
          'event',
          { id, name: id, description: '', rank: 1, quantity: 5, winnersPerDraw: 1 },
          deed(),
        );
      await storage.orderPrizes('event', ['c', 'a', 'b'], deed());
      await storage.updatePrize('event', 'a', { name: 'A', quantity: 7 }, deed());
      await storage.deletePrize('event', 'b', deed());
      await store.record(drawOf(1, [1, 2], { prizeId: 'a' }));
      const prizes = await (await store.reopen()).prizes('event');
      expect(prizes.map(({ id, name: title, quantity, drawn }) => [id, title, quantity, drawn])).toEqual([
        ['c', 'c', 5, 0],
        ['a', 'A', 7, 2],
      ]);
    });

    it('keeps a picture once, byte by byte', async () => {
      const store = await begin();
      const bytes = new Uint8Array([0, 255, 1, 254]);
      await store.storage.putImage({ id: 'i', type: 'image/webp', bytes, at: AT });
      await store.storage.putImage({ id: 'i', type: 'image/webp', bytes, at: AT });
      const image = await (await store.reopen()).image('i');
      expect([image?.type, [...(image?.bytes ?? [])]]).toEqual(['image/webp', [0, 255, 1, 254]]);
      expect(await store.storage.image('j')).toBeNull();
    });

    it('records a draw with its winners and the next place of the chain, whole', async () => {
      const store = await begin(10);
      const recorded = await store.record(drawOf(1, [7, 3], {}, { reserves: [5] }));
      expect(recorded).toMatchObject({ draw: 1, revealedAt: null, dismissedAt: null, reserves: [5] });
      expect(recorded.winners.map(({ drawNumber }) => drawNumber)).toEqual([7, 3]);
      expect(new Set(recorded.winners.map(({ claimCode }) => claimCode)).size).toBe(2);
      const again = await store.reopen();
      expect(await again.draws('event')).toEqual([recorded]);
      expect((await again.seal('event')).nextDraw).toBe(2);
      expect((await again.eligibleEntries('event', 0, 100)).map(([number]) => number)).toEqual([
        1, 2, 4, 5, 6, 8, 9, 10,
      ]);
      expect(await again.winnerCount('event')).toBe(2);
      expect(await again.drawEvidence(recorded.id)).toMatchObject({
        draw: 1,
        revealedAt: null,
        announcement: '{"a":1}',
        winners: [7, 3],
        reserves: [5],
      });
      expect(await again.drawEvidence('nowhere')).toBeNull();
    });

    it('refuses a place of the chain a second time, and a winner a second time, and then keeps nothing of that draw', async () => {
      const store = await begin(10);
      await store.record(drawOf(1, [1]));
      await expect(store.record(drawOf(1, [2]))).rejects.toThrow(/used already/);
      await expect(store.record(drawOf(3, [2]))).rejects.toThrow(/used already/);
      await expect(store.record(drawOf(2, [2, 1]))).rejects.toThrow(/UNIQUE|unique/);
      await expect(store.record(drawOf(2, [3, 3]))).rejects.toThrow(/UNIQUE|unique/);
      expect((await store.storage.seal('event')).nextDraw).toBe(2);
      expect(await store.storage.draws('event')).toHaveLength(1);
      expect(await store.storage.winnerCount('event')).toBe(1);
      await store.record(drawOf(2, [2]));
    });

    it('begins the next epoch of the chain after the last draw of one', async () => {
      const store = await begin(1_100);
      for (let draw = 1; draw <= 1_024; draw += 1) await store.record(drawOf(draw, [draw]));
      const seal = await store.storage.seal('event');
      expect([seal.epoch, seal.nextDraw]).toEqual([2, 1]);
      expect(Buffer.from(seal.tip).equals(Buffer.from(hash('next tip')))).toBe(true);
      await store.record(drawOf(1, [1_050], { epoch: 2, id: 'second-epoch' }));
      expect((await store.storage.draws('event'))[0]?.id).toBe('second-epoch');
      expect(
        Buffer.from((await store.storage.drawEvidence('draw-1-1'))?.tip ?? []).equals(Buffer.from(hash('tip'))),
      ).toBe(true);
    });

    it('announces a draw, then decides it once', async () => {
      const store = await begin(10);
      const announced = await store.announce(announcementOf(1, { windowMs: 3_000 }));
      expect(announced).toMatchObject({ decidedAt: null, entropy: null, winners: [], reserves: [], windowMs: 3_000 });
      const again = await store.reopen();
      expect(await again.stageDraw('event')).toEqual(announced);
      expect(await again.draws('event')).toEqual([]);
      expect((await again.eligibleEntries('event', 0, 100)).length).toBe(10);
      expect(await again.drawEvidence(announced.id)).toMatchObject({ decidedAt: null, room: null, entropy: null });
      const decide = (winners: number[]) =>
        again.decideDraw(
          'event',
          announced.id,
          decisionOf(winners, {
            reserves: [9],
            room: '[[4,1,"x"]]',
            entropy: '[{"source":"room"}]',
            steps: [
              [4, 1],
              [5, 3],
            ],
          }),
          claimCodes(),
          deed(),
        );
      await expect(decide([3, 3])).rejects.toThrow(/UNIQUE|unique/);
      expect((await again.stageDraw('event'))?.decidedAt).toBeNull();
      const decided = await decide([3, 7]);
      expect(decided).toMatchObject({ decidedAt: AT + 100, entropy: '[{"source":"room"}]', reserves: [9] });
      await expect(decide([1, 2])).rejects.toThrow(/cannot be decided/);
      await expect(again.abandonDraw('event', announced.id, deed())).rejects.toThrow(/cannot be abandoned/);
      expect(await again.draws('event')).toEqual([decided]);
      const stepOf = async (nth: number) => (await again.contributor('event', hash(`phone ${nth}`)))?.entropyStep;
      expect([await stepOf(3), await stepOf(4), await stepOf(5)]).toEqual([0, 1, 3]);
    });

    it('gives up an announced draw once, whose place stays used', async () => {
      const store = await begin(10);
      await store.record(drawOf(1, [1]));
      const announced = await store.announce(announcementOf(2));
      await store.storage.abandonDraw('event', announced.id, deed());
      await expect(store.storage.abandonDraw('event', announced.id, deed())).rejects.toThrow(/cannot be abandoned/);
      const again = await store.reopen();
      await expect(again.decideDraw('event', announced.id, decisionOf([2]), claimCodes(), deed())).rejects.toThrow(
        /cannot be decided/,
      );
      // The stage stays empty: the draw before it does not come back.
      expect(await again.stageDraw('event')).toBeNull();
      expect((await again.draws('event')).map(({ draw }) => draw)).toEqual([1]);
      expect((await again.seal('event')).nextDraw).toBe(3);
      await expect(store.announce(announcementOf(2, { id: 'again' }))).rejects.toThrow(/used already/);
      expect((await store.announce(announcementOf(3))).draw).toBe(3);
    });

    it('has the last draw on the stage until it is dismissed', async () => {
      const store = await begin(10);
      expect(await store.storage.stageDraw('event')).toBeNull();
      const one = await store.record(drawOf(1, [1]));
      const two = await store.record(drawOf(2, [2]));
      expect((await store.storage.stageDraw('event'))?.id).toBe(two.id);
      await store.storage.markDismissed('event', two.id, deed());
      expect(await store.storage.stageDraw('event')).toBeNull();
      expect((await store.storage.draws('event')).map(({ id }) => id)).toEqual([two.id, one.id]);
    });

    it('keeps the entries of announced draws in parts, and forgets those of draws that never were', async () => {
      const store = await begin(3);
      await store.storage.putEntries('draw-1', 0, '[[1]]');
      await store.storage.putEntries('draw-1', 1, '[[2]]');
      await store.storage.putEntries('never', 0, '[[3]]');
      await store.announce(announcementOf(1));
      const again = await store.reopen();
      await again.openEvent({ id: 'x', name: 'x', tip: hash('x'), at: AT });
      expect([await again.entriesPart('draw-1', 0), await again.entriesPart('draw-1', 1)]).toEqual(['[[1]]', '[[2]]']);
      expect([await again.entriesPart('draw-1', 2), await again.entriesPart('never', 0)]).toEqual([null, null]);
      await again.reset('event', { participants: false, draws: true }, deed());
      expect(await again.entriesPart('draw-1', 0)).toBeNull();
    });

    it('reads the eligible in parts, as entries of the protocol', async () => {
      const store = await begin(4);
      await store.storage.registerParticipants('event', [newcomer('five', { commitment: hash('commitment') })]);
      await store.record(drawOf(1, [2]));
      const hex = (text: string): string => Buffer.from(hash(text)).toString('hex');
      expect(await store.storage.eligibleEntries('event', 0, 2)).toEqual([
        [1, 1, hex('phone 1'), null],
        [3, 1, hex('phone 3'), null],
      ]);
      expect(await store.storage.eligibleEntries('event', 3, 10)).toEqual([
        [4, 1, hex('phone 4'), null],
        [5, 1, hex('five'), hex('commitment')],
      ]);
      expect(await store.storage.eligibleEntries('event', 5, 10)).toEqual([]);
    });

    it('knows who may contribute, and how many draws there were before they joined', async () => {
      const store = await begin(2);
      await store.record(drawOf(1, [1]));
      await store.announce(announcementOf(2));
      await store.storage.abandonDraw('event', 'draw-2', deed());
      await store.storage.reset('event', { participants: false, draws: true }, deed());
      await store.storage.registerParticipants('event', [newcomer('late', { commitment: hash('c') })]);
      const again = await store.reopen();
      expect(await again.contributor('event', hash('phone 2'))).toEqual({
        drawNumber: 2,
        commitment: null,
        entropyStep: 0,
        joinedAfter: 0,
      });
      expect(await again.contributor('event', hash('late'))).toMatchObject({
        commitment: Buffer.from(hash('c')).toString('hex'),
        joinedAfter: 2,
      });
      expect(await again.contributor('event', hash('stranger'))).toBeNull();
    });

    it('chains every deed into the log, which nothing erases', async () => {
      const store = await begin(5);
      const { storage } = store;
      await storage.note('event', deed(), 'logged_in', { by: 'password' });
      await storage.updateEvent('event', { name: 'Gala', wifiPassword: 'secret' }, deed());
      const drawn = await store.record(drawOf(1, [2]));
      await storage.markRevealed('event', drawn.id, deed());
      await storage.claim('event', drawn.winners[0]?.claimCode ?? '', deed());
      await storage.markDismissed('event', drawn.id, deed());
      // A change that fails leaves no record of itself.
      await expect(store.record(drawOf(1, [3]))).rejects.toThrow(/was used already/);
      await storage.reset('event', { participants: true, draws: true }, deed());
      const again = await store.reopen();
      const records = await again.log('event', 0, 100);
      expect(records.map(({ action }) => action)).toEqual([
        'event_made',
        'logged_in',
        'event_changed',
        'draw_announced',
        'draw_decided',
        'draw_revealed',
        'win_claimed',
        'draw_dismissed',
        'reset',
      ]);
      const chained = records.map(({ eventId, ...record }) => ({ ...record, event: eventId }));
      expect(firstBroken(chained, NO_PREVIOUS, 1)).toBeNull();
      expect(await again.log('event', 3, 2)).toEqual(records.slice(3, 5));
      expect(await again.log('event', 9, 2)).toEqual([]);
      expect(JSON.stringify(records)).not.toContain('secret');
      expect(records[1]).toMatchObject({ actor: 'admin:test', at: AT, details: { by: 'password' } });
    });

    it('shows wins and takes claims from the reveal on, each once', async () => {
      const store = await begin(3);
      const { storage } = store;
      const recorded = await store.record(drawOf(1, [2]));
      const code = recorded.winners[0]?.claimCode ?? '';
      expect((await storage.findParticipant('event', hash('phone 2')))?.wins).toEqual([]);
      expect((await storage.participants('event', 1, 1))[0]?.prizes).toEqual([]);
      expect(await storage.claim('event', code, deed())).toEqual({ kind: 'unknown' });
      await storage.markRevealed('event', recorded.id, deed(null, AT + 1));
      await storage.markRevealed('event', recorded.id, deed(null, AT + 2));
      expect((await storage.draws('event'))[0]?.revealedAt).toBe(AT + 1);
      expect((await storage.findParticipant('event', hash('phone 2')))?.wins).toMatchObject([
        { drawNumber: 2, claimCode: code, prizeName: 'Car' },
      ]);
      expect((await storage.participants('event', 1, 1))[0]?.prizes).toEqual(['Car']);
      expect(await storage.claim('event', 'nonsense', deed())).toEqual({ kind: 'unknown' });
      expect(await storage.claim('event', code, deed(null, AT + 5))).toMatchObject({
        kind: 'claimed',
        drawNumber: 2,
        claimedAt: AT + 5,
      });
      expect(await storage.claim('event', code, deed(null, AT + 6))).toEqual({ kind: 'already', claimedAt: AT + 5 });
      await storage.markDismissed('event', recorded.id, deed(null, AT + 7));
      await storage.markDismissed('event', recorded.id, deed(null, AT + 8));
      expect((await storage.draws('event'))[0]?.dismissedAt).toBe(AT + 7);
    });

    it.each([
      { participants: false, draws: false, left: [10, 1, 1, 2] },
      { participants: false, draws: true, left: [10, 0, 1, 2] },
      { participants: true, draws: false, left: [0, 1, 2, 2] },
      { participants: true, draws: true, left: [0, 0, 2, 2] },
    ])('resets participants: $participants, draws: $draws', async ({ participants, draws, left }) => {
      const store = await begin(10);
      await store.record(drawOf(1, [4]));
      expect(await store.storage.reset('event', { participants, draws }, deed())).toEqual({
        removedParticipants: participants ? 10 : 0,
        removedDraws: draws ? 1 : 0,
      });
      const again = await store.reopen();
      const event = await again.event('event');
      const kept = [
        event.participantCount,
        (await again.draws('event')).length,
        event.joinRound,
        (await again.seal('event')).nextDraw,
      ];
      expect(kept).toEqual(left);
      // In a new round number 4 is somebody else, who has not won.
      if (participants)
        await again.registerParticipants(
          'event',
          upTo(5).map((nth) => newcomer(`new ${nth}`)),
        );
      const mayWin = (await again.eligibleEntries('event', 0, 100)).some(([number]) => number === 4);
      expect(mayWin).toBe(participants || draws);
    });

    it('keeps an answer with its change, or neither', async () => {
      const store = await begin(5);
      const { storage } = store;
      const kept = async (title: string): Promise<string | null> => {
        const answer = await storage.keptAnswer(hash(`key of ${title}`));
        return answer && Buffer.from(answer.answer).toString();
      };
      await storage.updateEvent('event', { name: 'Gala' }, deed(once('update')));
      expect(await kept('update')).toContain('"name":"Gala"');
      await storage.reset('event', { participants: false, draws: false }, deed(once('reset')));
      expect(await kept('reset')).toBe('{"removedParticipants":0,"removedDraws":0}');
      await storage.registerParticipants('event', [newcomer('x', { once: once('register') })]);
      expect(await kept('register')).toBe('{"drawNumber":6,"isExisting":false}');
      const repeated = await storage.registerParticipants('event', [newcomer('y', { once: once('register') })]);
      expect(repeated[0]?.kind).toBe('repeated');
      expect((await storage.event('event')).participantCount).toBe(6);
      await expect(store.record(drawOf(9, [1]), once('draw'))).rejects.toThrow(/used already/);
      expect(await kept('draw')).toBeNull();
      await expect(storage.updateEvent('event', { name: 'Twice' }, deed(once('update')))).rejects.toThrow(
        /UNIQUE|unique/,
      );
      expect((await storage.event('event')).name).toBe('Gala');
    });

    it('keeps settings and sessions, and drops what is too old', async () => {
      const store = await begin();
      const { storage } = store;
      await storage.putSetting('a', '1');
      await storage.putSetting('a', '2');
      await storage.putSetting('b', 'x');
      await storage.putSetting('b', null);
      const session = (expiresAt: number) => ({ role: 'admin', origin: 'password', expiresAt }) as const;
      for (const each of ['one', 'two', 'three']) await storage.addSession(hash(each), session(AT + 1_000));
      await storage.extendSession(hash('two'), AT + 5_000);
      await storage.endSession(hash('three'));
      await storage.updateEvent('event', { name: 'Gala' }, deed(once('update')));
      const again = await store.reopen();
      expect([await again.setting('a'), await again.setting('b')]).toEqual(['2', null]);
      expect(await again.session(hash('three'))).toBeNull();
      await again.purge(AT + 1_000, AT);
      expect([await again.session(hash('one')), await again.session(hash('two'))]).toEqual([null, session(AT + 5_000)]);
      expect(await again.keptAnswer(hash('key of update'))).not.toBeNull();
      await again.purge(AT + 1_000, AT + 1);
      expect(await again.keptAnswer(hash('key of update'))).toBeNull();
      await again.addSession(hash('four'), session(AT + 9_000));
      await again.endOtherSessions(hash('four'));
      expect([await again.session(hash('two')), await again.session(hash('four'))]).toEqual([
        null,
        session(AT + 9_000),
      ]);
    });

    it('copies itself whole', async () => {
      const store = await begin(10);
      const recorded = await store.record(drawOf(1, [4]));
      const folder = temporaryFolder();
      await store.storage.copyTo(join(folder, 'luckydraw.sqlite3'));
      await store.storage.reset('event', { participants: true, draws: true }, deed());
      const copy = open(folder);
      expect((await copy.event('event')).participantCount).toBe(10);
      expect(await copy.draws('event')).toEqual([recorded]);
      await copy.close();
    });

    it('serves a program that closes it twice', async () => {
      const store = await begin();
      await store.storage.close();
      await store.storage.close();
    });
  });
};
