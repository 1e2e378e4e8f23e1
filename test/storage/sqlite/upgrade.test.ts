/** A store as version 0.1.0 wrote it, brought up to date: everything reads as that version read it. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPassword } from '../../../src/host/features/access/password.ts';
import { openSqliteStores } from '../../../src/host/openSqliteStores.ts';
import { hostChange } from '../../../src/host/platform/storage/auditedChange.ts';
import type { LogRecord } from '../../../src/host/features/log/store.ts';
import type { Stores } from '../../../src/host/stores.ts';
import { broken } from '../conformance/log.ts';
import { readFixture, unpackFixture } from './fixture.ts';

interface OldEvidence {
  eventId: string;
  tip: string;
  [part: string]: unknown;
}

interface OldDraw {
  id: string;
  tip: string;
  winners: { drawNumber: number }[];
  [part: string]: unknown;
}

interface OldReads {
  event: { id: string; participantCount: number; [part: string]: unknown };
  seal: { epoch: number; tip: string; nextDraw: number };
  prizes: object[];
  eligible: unknown[];
  winnerCount: number;
  participants: unknown[];
  found: Record<string, unknown>;
  contributors: Record<string, object | null>;
  draws: OldDraw[];
  stage: OldDraw;
  evidence: Record<string, OldEvidence>;
  entries: Record<string, string[]>;
  log: LogRecord[];
  kept: Record<string, { fingerprint: string; answer: string } | null>;
  image: unknown;
  imageId: string;
  settings: Record<string, string>;
  sessions: { one: unknown; two: unknown };
}

const sha = (text: string): Uint8Array => createHash('sha256').update(text).digest();

/** The same as the fixture's JSON has it. */
const written = <T>(value: T): unknown =>
  JSON.parse(
    JSON.stringify(value, function (this: Record<string, unknown>, key, plain: unknown) {
      const raw = this[key];
      return raw instanceof Uint8Array ? `hex:${Buffer.from(raw).toString('hex')}` : plain;
    }),
  ) as unknown;

describe('a store of version 0.1.0', () => {
  const old = readFixture<OldReads>('first-schema');
  const eventId = old.event.id;
  let stores: Stores;

  beforeAll(async () => {
    const folder = unpackFixture('first-schema');
    // Opened twice: what the first brought up to date the second finds so.
    await openSqliteStores(folder).platform.close();
    stores = openSqliteStores(folder);
  });
  afterAll(() => stores.platform.close());

  it('keeps its event, prizes and pictures', async () => {
    const expected = {
      event: {
        ...old.event,
        active: true,
        delayMs: 4_000,
        reserves: 2,
        hereOnly: false,
        projectorLanguage: null,
        projectorMuted: false,
        nextPrizeId: null,
        version: 1,
      },
      prizes: old.prizes.map((prize) => ({ ...prize, version: 1 })),
      eligible: old.event.participantCount - old.winnerCount,
    };
    expect(await stores.event.find(eventId)).toEqual(expected);
    const opened = await stores.event.openActive(
      { id: 'other', name: 'Other', at: 1 },
      stores.draws.beginChain('other', sha('other'), 'ab'.repeat(16)),
    );
    expect(opened).toEqual(expected);
    expect(written(await stores.event.image(old.imageId))).toEqual(old.image);
  });

  it('keeps its participants, wins and what phones have spent', async () => {
    expect(await stores.event.participants(eventId, 0, 1_000)).toMatchObject(old.participants);
    // What they had committed to belonged to the protocol before: their phones add nothing until they join anew.
    const eligible = old.eligible as [number, number, string, string | null][];
    expect(await stores.event.eligibleEntries(eventId, 0, 1_000)).toEqual(
      eligible.map(([number, weight, holder]) => [number, weight, holder, null]),
    );
    for (const number of Object.keys(old.found)) {
      const holder = sha(`holder round 2 phone ${number}`);
      const found = await stores.event.participant(eventId, holder);
      expect(found).toMatchObject(old.found[number] ?? {});
      for (const win of found?.wins ?? []) expect([win.forfeitedAt, win.hidden]).toEqual([null, false]);
      const contributor = old.contributors[number];
      expect(await stores.event.contributor(eventId, holder)).toEqual(
        contributor && { ...contributor, commitment: null, entropyStep: 0 },
      );
    }
    // Of what is compared there must be some.
    expect(JSON.stringify(old.found)).toContain('claimCode');
    expect(JSON.stringify(old.contributors)).toContain('"entropyStep":1');
    expect(await stores.event.participant(eventId, sha('holder round 1 phone 1'))).toBeNull();
  });

  it('keeps its draws, with winners and reserves, as results without proofs', async () => {
    const asNow = ({ tip, ...draw }: OldDraw) => ({
      ...draw,
      ownerId: eventId,
      chainSecret: tip,
      provable: false,
      closedAt: draw['decidedAt'],
      delay: null,
      revealedAt: draw['revealedAt'] ?? draw['decidedAt'],
      dismissedAt: draw['dismissedAt'] ?? 0,
      abandonedAt: null,
    });
    expect(written(await stores.stage.draws(eventId))).toMatchObject(old.draws.map(asNow));
    expect(old.draws.map(({ winners }) => winners.length)).toEqual([2, 3, 1]);
    for (const drawId of Object.keys(old.evidence)) expect(await stores.draws.entriesPart(drawId, 0)).toBeNull();
  });

  it('gives up what was announced by the protocol before, and begins a new chain with a salt', async () => {
    expect(await stores.stage.current(eventId)).toBeNull();
    expect(await stores.draws.draw(old.stage.id)).toMatchObject({ provable: false, decidedAt: null });
    expect((await stores.draws.draw(old.stage.id))?.abandonedAt).toBe(old.stage['announcedAt']);
    const chain = await stores.draws.chain(eventId);
    expect(chain).toMatchObject({ ownerId: eventId, epoch: old.seal.epoch + 1, nextDraw: 1 });
    expect(chain?.chainSecret).toHaveLength(32);
    expect(chain?.salt).toMatch(/^[0-9a-f]{32}$/);
  });

  it('keeps its log, whose chain goes on', async () => {
    const records = await stores.log.records(eventId, 0, 1_000);
    expect(records).toEqual(old.log);
    expect(broken(records)).toBeNull();
    await stores.log.note(eventId, hostChange(old.log.at(-1)?.at ?? 0), 'went_on', { numbers: [-1.5] });
    const longer = await stores.log.records(eventId, 0, 1_000);
    expect(longer).toHaveLength(old.log.length + 1);
    expect(broken(longer)).toBeNull();
  });

  it('keeps its password, sessions, settings and replies', async () => {
    const password = await stores.access.password();
    expect(password).toBe(old.settings['admin_password']);
    expect(await verifyPassword('correct horse battery', password ?? '')).toBe(true);
    expect(await stores.platform.setting('network_preferred')).toBe(old.settings['network_preferred']);
    expect(await stores.access.session(sha('session one'))).toEqual(old.sessions.one);
    expect(await stores.access.session(sha('session two'))).toEqual(old.sessions.two);
    for (const [name, kept] of Object.entries(old.kept)) {
      const reply = await stores.platform.keptReply(sha(`key ${name}`));
      expect(written(reply), name).toEqual(kept && { fingerprint: kept.fingerprint, reply: kept.answer });
    }
    expect(Object.values(old.kept).filter((kept) => kept !== null).length).toBeGreaterThan(5);
  });
});
