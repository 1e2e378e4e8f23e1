/** A store as version 0.1.0 wrote it, brought up to date: everything reads as that version read it. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPassword } from '../../../src/host/features/access/password.ts';
import { chainLink, sealOf } from '../../../src/core/fairness/chain.ts';
import { verify } from '../../../src/core/fairness/verify.ts';
import type { Entry } from '../../../src/core/fairness/entries.ts';
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
  contributors: Record<string, unknown>;
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
      event: { ...old.event, active: true, reserves: 2, hereOnly: false, version: 1 },
      prizes: old.prizes.map((prize) => ({ ...prize, version: 1 })),
      eligible: old.event.participantCount - old.winnerCount,
    };
    expect(await stores.event.find(eventId)).toEqual(expected);
    const opened = await stores.event.openActive(
      { id: 'other', name: 'Other', at: 1 },
      stores.draws.beginChain('other', sha('other')),
    );
    expect(opened).toEqual(expected);
    expect(written(await stores.event.image(old.imageId))).toEqual(old.image);
  });

  it('keeps its participants, wins and what phones have spent', async () => {
    expect(await stores.event.participants(eventId, 0, 1_000)).toMatchObject(old.participants);
    expect(await stores.event.eligibleEntries(eventId, 0, 1_000)).toEqual(old.eligible);
    for (const number of Object.keys(old.found)) {
      const holder = sha(`holder round 2 phone ${number}`);
      const found = await stores.event.participant(eventId, holder);
      expect(found).toMatchObject(old.found[number] ?? {});
      for (const win of found?.wins ?? []) expect([win.forfeitedAt, win.hidden]).toEqual([null, false]);
      expect(await stores.event.contributor(eventId, holder)).toEqual(old.contributors[number]);
    }
    // Of what is compared there must be some.
    expect(JSON.stringify(old.found)).toContain('claimCode');
    expect(JSON.stringify(old.contributors)).toContain('"entropyStep":1');
    expect(await stores.event.participant(eventId, sha('holder round 1 phone 1'))).toBeNull();
  });

  it('keeps its draws, with winners and reserves, and the one that is armed', async () => {
    const asNow = ({ tip, ...draw }: OldDraw) => ({ ...draw, ownerId: eventId, chainSecret: tip, abandonedAt: null });
    expect(written(await stores.stage.draws(eventId))).toMatchObject(old.draws.map(asNow));
    expect(written(await stores.stage.current(eventId))).toMatchObject(asNow(old.stage));
    expect(written(await stores.draws.chain(eventId))).toEqual({
      ownerId: eventId,
      epoch: old.seal.epoch,
      chainSecret: old.seal.tip,
      nextDraw: old.seal.nextDraw,
    });
    expect(old.draws.map(({ winners }) => winners.length)).toEqual([2, 3, 1]);
  });

  it('keeps what a proof is made of, and the proofs hold', async () => {
    for (const [drawId, { eventId: ownerId, tip, ...part }] of Object.entries(old.evidence)) {
      const evidence = await stores.draws.evidence(drawId);
      expect(written(evidence)).toMatchObject({ ...part, ownerId, chainSecret: tip });
      const entries: string[] = [];
      for (let part = 0; ; part += 1) {
        const text = await stores.draws.entriesPart(drawId, part);
        if (text === null) break;
        entries.push(text);
      }
      expect(entries).toEqual(old.entries[drawId]);
      if (!evidence || evidence.decidedAt === null) continue;
      const secret = Buffer.from(evidence.chainSecret).toString('hex');
      const { ok, checks } = verify({
        v: 'ld1',
        seal: sealOf(secret),
        reveal: chainLink(secret, evidence.draw),
        announcement: JSON.parse(evidence.announcement),
        entries: entries.flatMap((text) => JSON.parse(text) as Entry[]),
        room: JSON.parse(evidence.room ?? 'null'),
        entropy: JSON.parse(evidence.entropy ?? 'null'),
        winners: evidence.winners,
        reserves: evidence.reserves,
      });
      expect([ok, checks.filter(({ status }) => status === 'failed')]).toEqual([true, []]);
    }
    expect(Object.keys(old.evidence)).toHaveLength(5);
    expect(await stores.draws.entriesPart('never-announced', 0)).toBeNull();
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
