import { createHash } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Entry } from '../../../../src/core/fairness/entries.ts';
import { verify } from '../../../../src/core/fairness/verify.ts';
import { proofText } from '../../../../src/host/features/draws/proof.ts';
import { createDraws } from '../../../../src/host/features/draws/service.ts';
import { createDrawsStore } from '../../../../src/host/features/draws/store.sqlite.ts';
import type { DrawRecord } from '../../../../src/host/features/draws/store.ts';
import { MIGRATIONS } from '../../../../src/host/openSqliteStores.ts';
import { createProblems } from '../../../../src/host/platform/problems.ts';
import { createQueues } from '../../../../src/host/platform/queues.ts';
import { createRandom } from '../../../../src/host/platform/random.ts';
import { hostChange } from '../../../../src/host/platform/storage/auditedChange.ts';
import { openKernel, sqliteStep } from '../../../../src/host/platform/storage/sqlite/kernel.ts';
import { quickDelayer } from '../../../support/quickDelayer.ts';
import { createManualClock } from '../../../support/manualClock.ts';
import { temporaryFolder } from '../../../support/temporary.ts';
import { upTo } from '../../../support/upTo.ts';

const entriesOf = (owner: string, count: number): Entry[] =>
  upTo(count).map((number) => [number, 1, createHash('sha256').update(`${owner} ${number}`).digest('hex'), null]);

const orderOf = (ownerId: string, entries: readonly Entry[]) => ({
  ownerId,
  entries,
  prize: { id: ownerId, name: 'Pot', rank: 1 },
  winners: 2,
  reserves: 1,
  rule: 'everyone who has a stake',
});

/** Draws without an event, a stage or a projector: as a room or a lottery has them. */
const openDraws = async (...owners: string[]) => {
  const kernel = openKernel(temporaryFolder(), { migrations: MIGRATIONS });
  onTestFinished(() => kernel.close());
  const { store } = createDrawsStore(kernel, null);
  const clock = createManualClock();
  const draws = createDraws(
    {
      clock,
      random: createRandom(),
      queues: createQueues(),
      problems: createProblems(() => clock.now()),
      audit: async () => undefined,
    },
    store,
    {
      loadBeacon: () => Promise.reject(new Error('no beacon here')),
      delayer: quickDelayer(),
      receipts: { keep: () => undefined },
    },
  );
  for (const owner of owners) {
    await kernel.commit((transaction) => transaction.run(draws.beginChain(owner, null), undefined));
    await draws.openChain(owner);
  }
  return { clock, draws, store };
};

describe('draws of any owner', () => {
  it('are announced and decided interleaved, each on its own chain', async () => {
    const { clock, draws, store } = await openDraws('one', 'other');
    const decided: string[] = [];
    const same = sqliteStep((_transaction, draw: DrawRecord) => draw);
    const announce = (owner: string, windowMs: number) =>
      draws.announce(
        orderOf(owner, entriesOf(owner, 10)),
        { sources: { at: () => ['room'], missing: null }, windowMs, delaySteps: 3 },
        { announced: same, closed: () => same, decided: () => same },
        hostChange(clock.now()),
        {
          closed: () => undefined,
          decided: ({ ownerId }) => void decided.push(ownerId),
          givenUp: () => undefined,
        },
      );
    const first = await announce('one', 3_000);
    const second = await announce('other', 1_000);
    expect([first.result.ownerId, first.result.draw]).toEqual(['one', 1]);
    expect([second.result.ownerId, second.result.draw]).toEqual(['other', 1]);
    expect(draws.seal('one')).not.toBe(draws.seal('other'));

    clock.advance(1_000);
    await expect.poll(() => decided).toEqual(['other']);
    clock.advance(2_000);
    await expect.poll(() => decided).toEqual(['other', 'one']);
    for (const { result } of [first, second]) {
      const evidence = await store.evidence(result.id);
      if (!evidence) throw new Error('the draw is not stored');
      expect(evidence.winners).toHaveLength(2);
      expect(evidence.reserves).toHaveLength(1);
      let text = '';
      for await (const piece of proofText(store, result.id, evidence)) text += piece;
      expect(verify(JSON.parse(text)).failed).toBeNull();
    }
  });

  it('are decided at once where nothing is to be mixed in, and undone whole where the other feature cannot write', async () => {
    const { clock, draws, store } = await openDraws('game');
    const entries = entriesOf('game', 5);
    const fails = sqliteStep((): void => {
      throw new Error('no room for the award');
    });
    await expect(draws.drawAtOnce(orderOf('game', entries), fails, hostChange(clock.now()))).rejects.toThrow(/award/);
    expect(await store.decidedDraws('game')).toEqual([]);
    const won = sqliteStep((_transaction, { winners }: DrawRecord) => [...winners]);
    const winners = await draws.drawAtOnce(orderOf('game', entries), won, hostChange(clock.now()));
    expect(await store.decidedDraws('game')).toMatchObject([{ draw: 1, winners }]);
  });
});
