import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAnnouncement } from '../../../src/core/fairness/announcement.ts';
import { chainLink, sealOf } from '../../../src/core/fairness/chain.ts';
import { delayed, delayHex, delayPrime, rootPower } from '../../../src/core/fairness/delay.ts';
import { decide, delayInputOf } from '../../../src/core/fairness/draw.ts';
import { entriesTree, receiptOf, verifyReceipt, type Entry } from '../../../src/core/fairness/entries.ts';
import { closeOf } from '../../../src/core/fairness/entropy.ts';
import { assembleProof, maxProofLength, parseProof, type Proof } from '../../../src/core/fairness/proof.ts';
import { finish } from '../../../src/core/fairness/slices.ts';
import { checkNames, verify, verifyInSlices, type CheckName } from '../../../src/core/fairness/verify.ts';
import { vectorNamed } from './vectors.ts';

const { proof } = vectorNamed('weights, room and spoken');
const { announcement, entries, entropy, room, delay } = proof;
const otherHex = 'ab'.repeat(32);

type Path = readonly (string | number)[];

/** A copy of the proof with one place changed; `undefined` removes it. */
function broken(path: Path, value: unknown): unknown {
  const copy: unknown = structuredClone(proof);
  const parent = path.slice(0, -1).reduce<any>((node, key) => node[key], copy);
  const key = path.at(-1)!;
  if (value !== undefined) parent[key] = value;
  else if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return copy;
}

const valueAt = (path: Path) => path.reduce<any>((node, key) => node[key], proof);

/** Every place of the proof: all members, and the first, the last and one more of every list, all the way down. */
function places(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Array.isArray(value)
    ? [...new Set([0, Math.floor(value.length / 2), value.length - 1])].filter((index) => index in value)
    : Object.keys(value);
  const below = keys.flatMap((key) => places((value as any)[key], [...path, key]));
  return path.length === 0 ? below : [path, ...below];
}

/** The check that must name what is wrong once `value` stands at `path`. */
function checkOf(path: Path, value: unknown): CheckName {
  const [top, second, third] = path;
  if (top === 'v' || (value === undefined && second === undefined)) return 'version';
  if (top === 'reveal') return 'seal';
  if (top === 'entropy') {
    if (second === undefined || second === 0) return 'room';
    const fits = third === 'value' && typeof value === 'string' && value.length > 0 && Array.from(value).length <= 64;
    return fits ? 'delay' : 'entropy';
  }
  if (top !== 'announcement') return top as CheckName;
  if (!isAnnouncement((broken(path, value) as Proof).announcement)) return 'version';
  if (second === 'draw') return 'seal';
  if (second === 'entries' || second === 'entropy') return second;
  // The rest counts in the hash alone: another value gives the delay another beginning.
  return 'delay';
}

describe('verifying a broken proof', () => {
  const all = places(proof);

  it('names the check for any other value at any place', () => {
    const values = fc.oneof(fc.jsonValue({ stringUnit: 'grapheme' }), fc.nat(), fc.string(), fc.constant(otherHex));
    fc.assert(
      fc.property(fc.constantFrom(...all), values, (path, raw) => {
        const value: unknown = JSON.parse(JSON.stringify(raw));
        fc.pre(JSON.stringify(value) !== JSON.stringify(valueAt(path)));
        const verdict = verify(broken(path, value));
        expect(verdict.failed, JSON.stringify({ path, value })).toBe(checkOf(path, value));
      }),
      { numRuns: 600 },
    );
  });

  it.each(all.map((path) => [path.join('.'), path] as const))('names the check when %s is missing', (_name, path) => {
    const verdict = verify(broken(path, undefined));
    expect(verdict).toMatchObject({ ok: false, proof: null, failed: checkOf(path, undefined) });
  });

  it.each([
    ['another reveal of the same chain', ['announcement', 'draw'], announcement.draw + 1, 'seal'],
    ['a seal in upper case', ['seal'], proof.seal.toUpperCase(), 'seal'],
    ['an entry put twice', ['entries'], [entries[0], ...entries], 'entries'],
    ['entries in another order', ['entries'], entries.toReversed(), 'entries'],
    ['a dropped entry', ['entries'], entries.slice(1), 'entries'],
    ['an entry of another weight', ['entries', 0, 1], 5, 'entries'],
    ['contributions in another order', ['room'], room.toReversed(), 'room'],
    ['a contribution counted twice', ['room'], [room[0], ...room], 'room'],
    ['a dropped contribution', ['room'], room.slice(1), 'room'],
    ['another count in the room', ['entropy', 0, 'count'], room.length + 1, 'room'],
    ['sources in another order', ['entropy'], entropy.toReversed(), 'entropy'],
    ['another spoken text', ['entropy', 1, 'value'], '481517', 'delay'],
    ['winners in another order', ['winners'], proof.winners.toReversed(), 'winners'],
    ['one winner too many', ['winners'], [...proof.winners, 1], 'winners'],
    ['reserves in another order', ['reserves'], proof.reserves.toReversed(), 'reserves'],
    ['more winners than entries', ['announcement', 'winners'], 298, 'version'],
    ['an unknown key in the proof', ['note'], 'psst', 'version'],
    ['no delay at all', ['delay'], '0'.repeat(256), 'delay'],
    ['a delay of p', ['delay'], delayPrime.toString(16), 'delay'],
    ['a delay beyond p', ['delay'], 'f'.repeat(256), 'delay'],
    ['a delay in upper case', ['delay'], delay.toUpperCase(), 'delay'],
    ['a delay that is too short', ['delay'], delay.slice(1), 'delay'],
    ['a delay with a line end', ['delay'], `${delay}\n`, 'delay'],
    ['the negative of the delay', ['delay'], delayHex(delayPrime - BigInt(`0x${delay}`)), 'delay'],
    ['fewer steps', ['announcement', 'delay'], 499, 'delay'],
    ['more steps than there may be', ['announcement', 'delay'], 1_000_001, 'version'],
    ['an unknown key in the announcement', ['announcement', 'note'], 'psst', 'version'],
  ] as const)('names the check for %s', (_name, path, value, failed) => {
    expect(verify(broken(path, value)).failed).toBe(failed);
  });

  it('lists the checks in order, and skips those after the failed one', () => {
    const { checks } = verify(broken(['room'], []));
    expect(checks.map(({ name }) => name)).toEqual(checkNames);
    expect(checks.map(({ status }) => status)).toEqual([
      ...['ok', 'ok', 'ok', 'failed'],
      ...['skipped', 'skipped', 'skipped', 'skipped'],
    ]);
    expect(checks[3]).toMatchObject({ reason: "the room's count is not 0" });
  });

  it('never throws and never accepts, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (document, saved) => {
        expect(verify(document, { announcement: saved, close: saved }).ok).toBe(false);
        expect(verify({ ...proof, announcement: document }, { announcement: saved }).ok).toBe(false);
        expect(verifyReceipt(document, saved)).toBe(false);
        expect(verifyReceipt({ entry: document, index: document, path: saved }, announcement.entries)).toBe(false);
      }),
    );
    for (const value of [undefined, null, Number.NaN, [], 'ld2']) expect(verify(value).failed).toBe('version');
  });
});

describe('an announcement saved before the draw', () => {
  it('is one more check, after the others', () => {
    const { ok, checks } = verify(proof, { announcement: structuredClone(announcement) });
    expect(ok).toBe(true);
    expect(checks.at(-1)).toEqual({ name: 'announcement', status: 'ok' });
  });

  it('tells apart a proof that is sound in itself', () => {
    const verdict = verify(proof, { announcement: { ...announcement, rule: 'only the friends of the house' } });
    expect(verdict).toMatchObject({ ok: false, failed: 'announcement', proof: null });
  });

  it.each([null, {}, 'text', { ...announcement, winners: '10' }])('fails where it is %o', (saved) => {
    expect(verify(proof, { announcement: saved }).failed).toBe('announcement');
  });
});

describe('a close saved before the result', () => {
  const close = closeOf(entropy);

  it('is one more check, after the others', () => {
    const { ok, checks } = verify(proof, { announcement, close });
    expect(ok).toBe(true);
    expect(checks.slice(-2).map(({ name }) => name)).toEqual(['announcement', 'close']);
  });

  it.each([
    ['another hash', { ...close, entropy_hash: otherHex }],
    ['another count', { ...close, count: close.count - 1 }],
    ['one more key', { ...close, note: 'psst' }],
    ['nothing', null],
  ])('fails where it is %s', (_name, saved) => {
    expect(verify(proof, { announcement, close: saved })).toMatchObject({ ok: false, failed: 'close', proof: null });
  });
});

describe('verifying in slices', () => {
  it('gives the same verdict, and names the check under way at every pause', async () => {
    for (const document of [proof, broken(['room', 0, 1], 5), broken(['winners', 0], 1), null]) {
      const seen: CheckName[] = [];
      const verdict = await verifyInSlices(document, { announcement }, async (current) => seen.push(current) > 0);
      expect(verdict).toEqual(verify(document, { announcement }));
      expect([...new Set(seen)]).toEqual(checkNames.slice(0, new Set(seen).size));
    }
  });
});

it('is called off in between, however long the delay is', async () => {
  const long = broken(['announcement', 'delay'], 1_000_000);
  let pauses = 0;
  expect(await verifyInSlices(long, {}, async (current) => current !== 'delay' || (pauses += 1) < 5)).toBeNull();
  expect(pauses).toBe(5);
});

describe('deciding', () => {
  const draw = { announcement, chainLink: proof.reveal, entries, entropy, room, delay: proof.delay };

  it('refuses parts that could never be proved', () => {
    expect(() => decide({ ...draw, entries: entries.slice(1) })).toThrow('not the announced ones');
    expect(() => decide({ ...draw, entries: entries.toReversed() })).toThrow('out of order');
    expect(() => decide({ ...draw, room: room.slice(1) })).toThrow(TypeError);
    expect(() => decide({ ...draw, entropy: entropy.slice(1) })).toThrow(TypeError);
    expect(() => decide({ ...draw, chainLink: 'secret' })).toThrow(TypeError);
    expect(() => decide({ ...draw, delay: delayHex(7n) })).toThrow('go back');
    expect(() => decide({ ...draw, announcement: { ...announcement, draw: 0 } })).toThrow(TypeError);
    expect(() => assembleProof({ ...proof, reveal: otherHex })).toThrow(TypeError);
  });

  it('makes a proof that verifies, for any entries, weights and numbers of winners', () => {
    const cases = fc.record({
      weights: fc.array(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 60 }),
      winners: fc.nat(),
      reserves: fc.nat(),
      draw: fc.integer({ min: 1, max: 1024 }),
      spoken: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }),
      rule: fc.string({ unit: 'grapheme' }),
      steps: fc.nat({ max: 3 }),
    });
    fc.assert(
      fc.property(cases, ({ weights, draw: number, spoken, rule, steps, ...wanted }) => {
        const made = weights.map((weight, index): Entry => [2 * index + 1, weight, otherHex, null]);
        const { count, root } = entriesTree(made);
        const winners = wanted.winners % (count + 1);
        const reserves = wanted.reserves % (count - winners + 1);
        const announced = {
          ...announcement,
          draw: number,
          winners,
          reserves,
          rule,
          entries: { count, root },
          entropy: ['spoken'] as const,
          delay: steps,
        };
        const parts = {
          announcement: announced,
          entries: made,
          entropy: [{ source: 'spoken', value: spoken }] as const,
          room: [],
        };
        const reveal = chainLink(otherHex, number);
        const input = delayInputOf({ ...parts, chainLink: reveal });
        const delay = delayHex(finish(delayed(input, steps, rootPower)));
        const outcome = decide({ ...parts, chainLink: reveal, delay });
        expect(new Set([...outcome.winners, ...outcome.reserves]).size).toBe(winners + reserves);
        const document = JSON.stringify(assembleProof({ ...parts, ...outcome, delay, seal: sealOf(otherHex), reveal }));
        expect(
          verify(JSON.parse(document), { announcement: announced }).checks.filter(({ status }) => status !== 'ok'),
        ).toEqual([]);
      }),
    );
  });
});

describe('a receipt', () => {
  it('holds for its own entry and announcement only', () => {
    const tree = entriesTree(entries);
    const receipt = receiptOf(entries, tree, 12);
    expect(verifyReceipt(receipt, announcement.entries)).toBe(true);
    expect(verifyReceipt({ ...receipt, entry: entries[13] }, announcement.entries)).toBe(false);
    expect(verifyReceipt({ ...receipt, index: 13 }, announcement.entries)).toBe(false);
    expect(verifyReceipt(receipt, { ...announcement.entries, root: otherHex })).toBe(false);
    expect(() => receiptOf(entries, tree, 300)).toThrow(RangeError);
    expect(() => entriesTree(entries.toReversed())).toThrow(TypeError);
  });
});

describe('parsing a proof', () => {
  it.each([
    ['not_json', '{"v":"ld2"'],
    ['not_an_object', '[]'],
    ['not_an_object', 'null'],
    ['other_version', '{}'],
    ['other_version', '{"v":"ld1"}'],
    ['other_numbers', '{"v":"ld2","a":[1.0]}'],
    ['other_numbers', '{"v":"ld2","a":-0}'],
    ['other_numbers', '{"v":"ld2","a":1e2,"b":""}'],
    ['too_large', ' '.repeat(maxProofLength + 1)],
  ])('answers %s', (code, text) => {
    expect(parseProof(text)).toMatchObject({ ok: false, code });
  });

  it('leaves everything else to verify, even a nesting without end', () => {
    const parsed = parseProof(`{"v":"ld2","announcement":${'['.repeat(50_000)}${']'.repeat(50_000)}}`);
    if (parsed.ok)
      expect(verify(parsed.document, { announcement: parsed.document.announcement }).failed).toBe('version');
    else expect(parsed.code).toBe('not_json');
  });
});
