/** The chain's secret on the disk, locked by the key store of the machine. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chainLink, sealOf } from '../../../../src/core/fairness/chain.ts';
import type { Delayer } from '../../../../src/host/features/draws/delay/delayer.ts';
import { createDrawsStore } from '../../../../src/host/features/draws/store.sqlite.ts';
import { MIGRATIONS } from '../../../../src/host/openSqliteStores.ts';
import type { SecretKeeper } from '../../../../src/host/platform/secretKeeper.ts';
import { openKernel } from '../../../../src/host/platform/storage/sqlite/kernel.ts';
import { aesKeeper } from '../../../support/aesKeeper.ts';
import {
  deskNow,
  fairHost,
  joinPhones,
  playOut,
  verdictOf,
  savedAnnouncement,
  WINDOW_MS,
} from '../../../support/fairDraw.ts';
import { upTo, type TestHost } from '../../../support/host.ts';
import type { ManualClock } from '../../../support/manualClock.ts';
import { quickDelayer } from '../../../support/quickDelayer.ts';
import { connectScreen } from '../../../support/screens.ts';
import { temporaryFolder } from '../../../support/temporary.ts';

/** A machine that never comes to the end of a delay. */
const endless: Delayer = {
  stepsPerSecond: async () => 5,
  run: (_x, _steps, signal) =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true })),
};

/** Which of these (hex) lie in any file of a folder, as bytes or as hex. */
const foundIn = (folder: string, secrets: readonly string[]): string[] => {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = Buffer.concat(files.map(({ name }) => readFileSync(join(folder, name))));
  return secrets.filter((secret) => bytes.includes(Buffer.from(secret, 'hex')) || bytes.includes(secret));
};

const proofOf = async (open: TestHost, drawId: string) =>
  (await open.call('proof', { params: { draw_id: drawId } })).data;

/** Announces a draw and plays it to its end. */
const drawn = async (open: TestHost, clock: ManualClock, prizeId: string) => {
  const screen = await connectScreen(open.url, 'audience');
  const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
  const saved = await savedAnnouncement(open, data.draw_id);
  await playOut(clock, screen, data.draw_id);
  screen.close();
  expect(await verdictOf(open, data.draw_id, saved)).toMatchObject({ ok: true });
  await open.admin('dismiss', {});
  return data;
};

/** Announces a draw whose entropy is closed, and whose delay never ends. */
const closed = async (open: TestHost, clock: ManualClock, prizeId: string) => {
  const screen = await connectScreen(open.url, 'audience');
  const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
  clock.advance(WINDOW_MS);
  await screen.until(({ draw }) => draw?.draw_id === data.draw_id && draw.close !== null);
  screen.close();
  return data;
};

describe('where the machine has a key store', () => {
  it('the secret is nowhere on the disk, and a host that went down after the close comes to the winners that follow from it', async () => {
    const keeper = aesKeeper();
    const { open, clock, prizeId, secret } = await fairHost({}, { keeper, delayer: endless });
    await joinPhones(open, 6);
    const chain = await secret();
    const { data: event } = await open.call('event', {});
    expect(event.seal).toBe(sealOf(chain));
    const { draw_id: drawId } = await closed(open, clock, prizeId);
    const saved = await savedAnnouncement(open, drawId);
    expect(foundIn(open.dataDir, [chain, chainLink(chain, 1)])).toEqual([]);

    const again = await open.reopen({ delayer: quickDelayer() });
    const screen = await connectScreen(again.url, 'audience');
    await playOut(clock, screen, drawId);
    screen.close();
    expect(await verdictOf(again, drawId, saved)).toMatchObject({ ok: true });
    expect(await proofOf(again, drawId)).toMatchObject({ seal: sealOf(chain), reveal: chainLink(chain, 1) });
    await again.close();
    // The reveal is public by now; what comes is not.
    expect(foundIn(open.dataDir, [chain, chainLink(chain, 2)])).toEqual([]);
  });

  it('secrets that an earlier start has stored as they are get locked, and what is drawn stays', async () => {
    const { open, clock, prizeId, secret } = await fairHost();
    await joinPhones(open, 6);
    const first = await drawn(open, clock, prizeId);
    const [proof, chain] = [await proofOf(open, first.draw_id), await secret()];
    await open.close();
    expect(foundIn(open.dataDir, [chain])).toEqual([chain]);

    const again = await open.reopen({ keeper: aesKeeper() });
    expect(await secret()).toBe(chain);
    expect(await proofOf(again, first.draw_id)).toEqual(proof);
    expect(await drawn(again, clock, prizeId)).toMatchObject({ draw: 2 });
    expect((await deskNow(again)).problem).toBeNull();
    await again.close();
    expect(foundIn(open.dataDir, [chain])).toEqual([]);
  });

  it('of many chains no secret stays behind in the file', async () => {
    const folder = temporaryFolder();
    const secretOf = (owner: number): Buffer => createHash('sha256').update(`secret ${owner}`).digest();
    const owners = upTo(400);
    const open = (keeper: SecretKeeper | null) => {
      const kernel = openKernel(folder, { migrations: MIGRATIONS });
      return { kernel, store: createDrawsStore(kernel, keeper).store };
    };
    const before = open(null);
    const begun = owners.map((owner) => {
      const begin = before.store.beginChain(`owner ${owner}`, secretOf(owner), 'ab'.repeat(16));
      return before.kernel.commit((tx) => tx.run(begin, undefined));
    });
    await Promise.all(begun);
    await before.kernel.close();
    const secrets = owners.map((owner) => secretOf(owner).toString('hex'));
    expect(foundIn(folder, secrets)).toEqual(secrets);

    const keeper = aesKeeper();
    const { kernel, store } = open(keeper);
    expect(await store.lockChains()).toBe(400);
    expect(await store.lockChains()).toBe(0);
    await kernel.close();
    expect(foundIn(folder, secrets)).toEqual([]);
    const after = open(keeper);
    const chain = await after.store.chain('owner 77');
    expect(Buffer.from(chain?.chainSecret ?? []).toString('hex')).toBe(secrets[76]);
    await after.kernel.close();
  });
});

describe.each([
  ['with a key store of its own', aesKeeper],
  ['without one', () => null],
])('on another machine, %s,', (_, otherKeeper) => {
  it('the host starts, says what it cannot read, keeps the proofs, and goes on with a new seal', async () => {
    const { open, clock, prizeId, secret, stores } = await fairHost({}, { keeper: aesKeeper() });
    await joinPhones(open, 6);
    const first = await drawn(open, clock, prizeId);
    const [proof, chain] = [await proofOf(open, first.draw_id), await secret()];
    const keeper = otherKeeper();
    const moved = await open.reopen({ keeper, delayer: quickDelayer() });
    const { problem, stage } = await deskNow(moved);
    expect(stage).toBe('idle');
    expect(problem?.message).toMatch(/locked by the key store of another machine .* a new seal\.$/);
    expect(await proofOf(moved, first.draw_id)).toEqual(proof);
    const { data: newest } = await moved.call('publicDraws', { query: {} });
    expect(newest).toMatchObject({ draws: [], incidents: [{ epoch: 2, draw: 0, what: 'started' }] });
    // The numbers between were never used, and make no empty pages.
    const { data: list } = await moved.call('publicDraws', { query: { before: newest.next_before ?? 0 } });
    expect(list.draws.map(({ draw_id }) => draw_id)).toEqual([first.draw_id]);
    expect((await moved.call('event', {})).data.seal).not.toBe(sealOf(chain));

    const next = await drawn(moved, clock, prizeId);
    expect(next).toMatchObject({ epoch: 2, draw: 1 });
    const once = await moved.reopen({ keeper });
    expect(await stores().draws.chain(open.eventId)).toMatchObject({ epoch: 2, nextDraw: 2 });
    expect((await deskNow(once)).problem).toBeNull();
    const records = await stores().log.records(open.eventId, 0, 99);
    expect(records.filter(({ action }) => action === 'seal_renewed')).toHaveLength(1);
    await once.close();
    expect(foundIn(open.dataDir, [chain, chainLink(chain, 2)])).toEqual([]);
  });

  it('a host with a closed draw does not start and changes nothing, and the first machine comes to its winners', async () => {
    const own = aesKeeper();
    const { open, clock, prizeId, stores } = await fairHost({}, { keeper: own });
    await joinPhones(open, 6);
    const stuck = await open.reopen({ delayer: endless });
    const waiting = await closed(stuck, clock, prizeId);
    await expect(stuck.reopen({ keeper: otherKeeper(), delayer: quickDelayer() })).rejects.toThrow(
      /closed and not decided yet, and its secret is locked/,
    );
    const back = await stuck.reopen({ keeper: own, delayer: quickDelayer() });
    await expect
      .poll(async () => (await stores().draws.draw(waiting.draw_id))?.decidedAt ?? null, { timeout: 20_000 })
      .not.toBeNull();
    expect((await back.call('publicDraws', { query: {} })).data.incidents).not.toContainEqual(
      expect.objectContaining({ what: 'abandoned' }),
    );
  });

  it('a draw that was only announced is given up, and can be drawn again', async () => {
    const { open, clock, prizeId } = await fairHost({}, { keeper: aesKeeper() });
    await joinPhones(open, 3);
    const { data } = await open.admin('announce', { body: { prize_id: prizeId } });
    const moved = await open.reopen({ keeper: otherKeeper() });
    const { problem, stage } = await deskNow(moved);
    expect([stage, problem?.message]).toEqual(['idle', expect.stringMatching(/cancelled for it: 1\.$/)]);
    expect((await moved.call('proof', { params: { draw_id: data.draw_id } })).status).toBe(404);
    expect(await drawn(moved, clock, prizeId)).toMatchObject({ epoch: 2, draw: 1 });
  });
});
