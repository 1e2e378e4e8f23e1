/**
 * docs/verify_ld2.py was written from docs/fairness.md alone: that it agrees with the program shows that the document says
 * everything. Skipped, visibly, where there is no Python 3.
 */
import { execFile, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { beaconDueAt } from '../../src/core/fairness/beacon.ts';
import { delayHex, delayPrime } from '../../src/core/fairness/delay.ts';
import { closeOf } from '../../src/core/fairness/entropy.ts';
import { fingerprint } from '../../src/core/fairness/fingerprint.ts';
import { verify } from '../../src/core/fairness/verify.ts';
import { vectorNamed, vectors } from '../core/fairness/vectors.ts';
import { hostForTest, upTo } from '../support/host.ts';
import { PROJECT_DIR } from '../support/project.ts';
import { connectScreen } from '../support/screens.ts';
import { temporaryFolder } from '../support/temporary.ts';

const script = join(PROJECT_DIR, 'docs/verify_ld2.py');
const python = ['python3', 'python'].find((name) => {
  const { stdout } = spawnSync(name, ['--version'], { encoding: 'utf8' });
  return (stdout ?? '').startsWith('Python 3.');
});
if (python === undefined) console.warn('SKIPPED: docs/verify_ld2.py was not tried, because there is no Python 3 here.');

const folder = temporaryFolder();
let files = 0;
const file = (content: unknown): string => {
  const path = join(folder, `${(files += 1)}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

/** A phone's chain as section 4 of the document says it, without the program's own code. */
const phoneLinks = (): string[] => {
  const links = [randomBytes(32)];
  while (links.length <= 64)
    links.unshift(
      createHash('sha256')
        .update('ld2:phone:')
        .update(links[0] ?? '')
        .digest(),
    );
  return links.map((link) => link.toString('hex'));
};

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = async (...args: string[]): Promise<Outcome> => {
  const environment = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
  try {
    return { code: 0, ...(await promisify(execFile)(python ?? '', [script, ...args], { env: environment })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Outcome;
    return { code, stdout, stderr };
  }
};

const { proof } = vectorNamed('weights, room and spoken');
const { announcement } = proof;
const [firstEntry, ...otherEntries] = proof.entries;
const [firstContribution, ...otherContributions] = proof.room;
const [roomEntropy, spoken] = proof.entropy;
const { proof: beacon } = vectorNamed('beacon');
const [round] = beacon.entropy;

const broken: Record<string, object> = {
  'another version': { ...proof, v: 'ld3' },
  'a missing key': { ...proof, delay: undefined },
  'a key too many': { ...proof, note: '' },
  'a missing rule': { ...proof, announcement: { ...announcement, rule: undefined } },
  'an unknown key of the announcement': { ...proof, announcement: { ...announcement, note: '' } },
  'another prize': { ...proof, announcement: { ...announcement, prize: { ...announcement.prize, name: 'a pen' } } },
  'another draw number': { ...proof, announcement: { ...announcement, draw: 8 } },
  'a draw number that is text': { ...proof, announcement: { ...announcement, draw: '7' } },
  'another seal': { ...proof, seal: proof.reveal },
  'an upper-case seal': { ...proof, seal: proof.seal.toUpperCase() },
  'a dropped entry': { ...proof, entries: otherEntries },
  'a doubled entry': { ...proof, entries: [firstEntry, ...proof.entries] },
  'a heavier entry': { ...proof, entries: [[firstEntry?.[0], 3, ...(firstEntry?.slice(2) ?? [])], ...otherEntries] },
  'a dropped contribution': { ...proof, room: otherContributions },
  'an earlier step': {
    ...proof,
    room: [[firstContribution?.[0], 3, firstContribution?.[2]], ...otherContributions],
  },
  'no room': { ...proof, room: [], entropy: [spoken] },
  'entropy in another order': { ...proof, entropy: [spoken, roomEntropy] },
  'other words': { ...proof, entropy: [roomEntropy, { source: 'spoken', value: '481517' }] },
  'too many words': { ...proof, entropy: [roomEntropy, { source: 'spoken', value: '😀'.repeat(65) }] },
  'more winners than entries': { ...proof, announcement: { ...announcement, winners: 298 } },
  'winners in another order': { ...proof, winners: proof.winners.toReversed() },
  'a reserve less': { ...proof, reserves: proof.reserves.slice(1) },
  'no delay': { ...proof, announcement: { ...announcement, delay: 0 } },
  'a delay beyond the limit': { ...proof, announcement: { ...announcement, delay: 1_000_001 } },
  'a delay that gave nothing': { ...proof, delay: '0'.repeat(256) },
  'a delay that gave p': { ...proof, delay: delayHex(delayPrime) },
  'a delay that gave more than p': { ...proof, delay: 'f'.repeat(256) },
  'a delay that gave something else': { ...proof, delay: delayHex(delayPrime - BigInt(`0x${proof.delay}`)) },
  'a delay in upper case': { ...proof, delay: proof.delay.toUpperCase() },
  'a delay a digit short': { ...proof, delay: proof.delay.slice(1) },
  'a moment in another form': { ...proof, announcement: { ...announcement, announced_at: '2026-11-20T12:00:00Z' } },
  'a day that is none': { ...proof, announcement: { ...announcement, announced_at: '2026-02-30T12:00:00.000Z' } },
  'the same source twice': { ...proof, announcement: { ...announcement, entropy: ['room', 'room'] } },
  'another root of the room': {
    ...proof,
    entropy: [{ ...roomEntropy, root: announcement.entries.root }, spoken],
  },
  "a beacon's other value": { ...beacon, entropy: [{ ...round, value: beacon.seal }] },
  'a beacon that was known already': {
    ...beacon,
    announcement: { ...beacon.announcement, announced_at: new Date(beaconDueAt(1000)).toISOString() },
  },
  'a beacon of another round': { ...beacon, entropy: [{ ...round, round: 1001 }] },
  nothing: {},
};

describe.skipIf(python === undefined)('the verifier in Python', { timeout: 60_000 }, () => {
  it.each(vectors)('finds the vector "$name" fair, by the same values', async (vector) => {
    const { code, stdout } = await run(
      file(vector.proof),
      '--announcement',
      file(vector.proof.announcement),
      '--close',
      file(closeOf(vector.proof.entropy)),
      '--trace',
    );
    for (const value of Object.values(vector.intermediate)) expect(stdout).toContain(value);
    expect(stdout).toContain(fingerprint(vector.intermediate.announcement_hash));
    expect(stdout).toContain(`Winners: ${vector.proof.winners.join(', ')}`);
    expect(code).toBe(0);
  });

  it('names the same check as the program for whatever is broken', async () => {
    const documents = Object.entries(broken).map(([what, document]) => [what, JSON.stringify(document)] as const);
    const { stdout } = await run('--lines', file(documents.map(([, text]) => text).join('\n')));
    const said = stdout.trimEnd().split('\n');
    const expected = documents.map(([what, text]) => `${what}: ${verify(JSON.parse(text)).failed ?? 'fair'}`);
    expect(documents.map(([what], index) => `${what}: ${said[index] ?? 'nothing'}`)).toEqual(expected);
    expect(said).not.toContain('fair');
  });

  it('says which check failed, and ends with 1', async () => {
    const { code, stdout } = await run(file(broken['winners in another order']));
    expect(stdout).toContain('NOT FAIR: the check "winners" failed');
    expect(code).toBe(1);
  });

  it('tells the saved announcement from another', async () => {
    const { code, stdout } = await run(file(proof), '--announcement', file({ ...announcement, rule: 'friends' }));
    expect(stdout).toContain('the check "announcement" failed');
    expect(code).toBe(1);
  });

  it('tells the saved close from another, and a close that is none', async () => {
    const close = closeOf(proof.entropy);
    for (const other of [{ ...close, count: close.count - 1 }, closeOf([]), { ...close, note: '' }, {}]) {
      const { code, stdout } = await run(file(proof), '--close', file(other));
      expect(stdout).toContain('the check "close" failed');
      expect(code).toBe(1);
      expect(verify(proof, { close: other }).failed).toBe('close');
    }
  });

  it('calls a draw without a delay, or with nothing mixed in, decided at once', async () => {
    for (const { name, proof: one } of vectors) {
      const atOnce = one.announcement.delay === 0 || one.entropy.length === 0;
      const { stdout } = await run(file(one));
      expect(stdout.includes('DECIDED AT ONCE'), name).toBe(atOnce);
      expect(stdout.includes('FAIR: every check holds.'), name).toBe(!atOnce);
    }
  });

  it.each([
    ['a file that is not there', () => join(folder, 'none')],
    ['half a proof', () => file(JSON.stringify(proof).slice(0, -9))],
    ['a list', () => file([proof])],
    ['a number with a fraction', () => file(JSON.stringify(proof).replace('"draw":7', '"draw":7.0'))],
    ['a number with an exponent', () => file(JSON.stringify(proof).replace('"rank":1', '"rank":1e0'))],
    ['a number with a sign', () => file(JSON.stringify(proof).replace('"rank":1', '"rank":-0'))],
    ['what is no JSON elsewhere', () => file('{"v":NaN}')],
    ['a nesting without end', () => file('['.repeat(200_000))],
  ])('cannot read %s, and says so in a line', async (_, path) => {
    const { code, stdout, stderr } = await run(path());
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
  });

  it("finds a real host's draw fair, and its announcement the one that was published", async () => {
    const open = await hostForTest();
    await open.admin('updateEvent', { body: { spin_ms: 0 } });
    await open.join(25);
    const body = { prize_name: '커피 ☕ "large"', prize_rank: 2, count: 3, reserves: 2 };
    const { draw_id, winners } = (await open.admin('draw', { body })).data;
    await expect.poll(async () => (await open.call('proof', { params: { draw_id } })).status).toBe(200);
    const published = (await open.call('announcement', { params: { draw_id } })).data;
    // The whole answer, as somebody would save it with a browser.
    const saved = (await open.call('proof', { params: { draw_id } })).text;
    const { code, stdout } = await run(file(saved), '--announcement', file(published.announcement), '--trace');
    expect(stdout).toContain(published.announcement_hash);
    expect(stdout).toContain(published.fingerprint);
    expect(stdout).toContain(`Winners: ${winners.map(({ draw_number }) => draw_number).join(', ')}`);
    expect(code).toBe(0);
  });

  it('finds a draw fair to which phones and the audience added chance, done as section 13 says', async () => {
    const open = await hostForTest();
    const settings = { spin_ms: 0, room_entropy: true, spoken_entropy: true, beacon_entropy: false };
    await open.admin('updateEvent', { body: { ...settings, entropy_window_ms: 3_000 } });
    // The last one has a phone that promises nothing and stays silent.
    const phones = await Promise.all(
      upTo(6).map(async (_, index, { length }) => {
        const links = index === length - 1 ? null : phoneLinks();
        const commitment = links === null ? {} : { entropy_commitment: links[0] };
        const { data } = await open.call('register', { body: { event_id: open.eventId, ...commitment } });
        return { ...data, links };
      }),
    );
    const prize = (await open.admin('createPrize', { body: { name: 'Bike', rank: 1 } })).data;
    const screen = await connectScreen(open.url, 'audience');
    const { draw_id } = (await open.admin('announce', { body: { prize_id: prize.id, count: 1, reserves: 1 } })).data;
    await screen.until(({ stage }) => stage === 'armed');
    for (const { session_token, links } of phones) {
      const contribution = { draw_id, session_token, step: 1, value: links?.[1] ?? 'ab'.repeat(32) };
      const phone = await connectScreen(open.url, 'audience');
      expect(await phone.socket.emitWithAck('contribute', contribution)).toBe(links !== null);
    }
    await open.admin('speak', { body: { text: '칠전팔기 777' } });
    await screen.until(({ stage }) => stage === 'winner');

    const { announcement } = (await open.call('announcement', { params: { draw_id } })).data;
    const saved = (await open.call('proof', { params: { draw_id } })).text;
    const given = phones
      .filter(({ links }) => links !== null)
      .sort((one, other) => one.draw_number - other.draw_number);
    expect(JSON.parse(saved).data).toMatchObject({
      room: given.map(({ draw_number, links }) => [draw_number, 1, links?.[1]]),
      entropy: [
        { source: 'room', count: 5 },
        { source: 'spoken', value: '칠전팔기 777' },
      ],
    });
    const { code, stdout } = await run(file(saved), '--announcement', file(announcement));
    expect(stdout).toContain('FAIR: every check holds.');
    expect(code).toBe(0);
  });
});

it('docs/fairness.md works out the values of the published vectors', () => {
  const text = readFileSync(join(PROJECT_DIR, 'docs/fairness.md'), 'utf8');
  const worked = vectorNamed('three of ten, no entropy, no delay');
  const { seal, reveal } = worked.proof;
  const values = [
    seal,
    reveal,
    worked.proof.announcement.entries.root,
    worked.inclusion.leaf,
    ...worked.inclusion.path,
  ];
  const { delay_input, delay_output, ...hashes } = worked.intermediate;
  const later = vectorNamed('room and reserves').intermediate;
  const inLines = [delay_input, delay_output, later.delay_input, later.delay_output].flatMap(
    (digits) => digits.match(/.{64}/g) ?? [],
  );
  for (const value of [...values, ...Object.values(hashes), ...inLines]) expect(text).toContain(value);
  for (const { intermediate } of vectors) expect(text).toContain(fingerprint(intermediate.announcement_hash));
});
