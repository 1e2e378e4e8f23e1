import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { verify } from '../../../../src/core/fairness/verify.ts';
import { ARCHIVE_PAGE, createArchive, type ArchiveParts } from '../../../../src/host/features/draws/archive/archive.ts';
import { vectors } from '../../../core/fairness/vectors.ts';
import { PAGES_DIR } from '../../../support/project.ts';

type Given = { readonly name: string; readonly text: string };

async function* inTurn(proofs: readonly Given[]): AsyncGenerator<Given> {
  yield* proofs;
}

const emptyPage = '<!doctype html><body><!-- proofs --><script>1</script></body>';
const madeAt = Date.parse('2026-11-20T12:00:00.000Z');

const parts = (proofs: readonly Given[], more: Partial<ArchiveParts> = {}): ArchiveParts => ({
  event: { id: 'event-1', name: 'Autumn </script> Fair 가을', number_width: 4 },
  proofs: inTurn(proofs),
  log: '[{"seq":1}]',
  page: emptyPage,
  madeAt,
  ...more,
});

const unpacked = async (given: ArchiveParts): Promise<Map<string, string>> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of createArchive(given)) pieces.push(piece);
  return new Map(Object.entries(unzipSync(Buffer.concat(pieces))).map(([name, bytes]) => [name, strFromU8(bytes)]));
};

/** The JSON that a page holds, by the attribute that names it. */
const embedded = (page: string, attribute: string): unknown => {
  const start = page.indexOf(`<script type="application/json" ${attribute}>`);
  const text = page.slice(page.indexOf('>', start) + 1, page.indexOf('</script>', start));
  return start === -1 ? undefined : JSON.parse(text);
};

const proofs = vectors.map(({ proof }, index) => ({ name: `proof-${index}.json`, text: JSON.stringify(proof) }));

describe('the archive of an event', () => {
  it('holds every proof unchanged, the log, a page and a word of explanation', async () => {
    const files = await unpacked(parts(proofs));
    expect([...files.keys()].sort()).toEqual(
      ['README.txt', 'check.html', 'log.json', ...proofs.map(({ name }) => `proofs/${name}`)].sort(),
    );
    for (const { name, text } of proofs) expect(files.get(`proofs/${name}`)).toBe(text);
    expect(files.get('log.json')).toBe('[{"seq":1}]');
    expect(files.get('README.txt')).toContain('check.html');
  });

  it('sets the proofs into the page, where they still verify', async () => {
    const page = (await unpacked(parts(proofs))).get('check.html') ?? '';
    for (const { name } of proofs) expect(verify(embedded(page, `data-proof="${name}"`)).ok).toBe(true);
    expect(embedded(page, 'id="archive"')).toEqual({
      id: 'event-1',
      name: 'Autumn </script> Fair 가을',
      number_width: 4,
      left_out: [],
    });
    expect(page.endsWith('<script>1</script></body>')).toBe(true);
  });

  it('lets no text of a proof or of the event become part of the page', async () => {
    const sly = { name: 'proof-1.json', text: JSON.stringify({ v: '</script><script>alert(1)</script><!--$&' }) };
    const page = (await unpacked(parts([sly]))).get('check.html') ?? '';
    expect(page.match(/<script/g)).toHaveLength(3);
    expect(page).not.toContain('<!--');
    expect(embedded(page, 'data-proof="proof-1.json"')).toEqual(JSON.parse(sly.text));
  });

  it('is an archive even where nothing was drawn', async () => {
    const files = await unpacked(parts([]));
    expect([...files.keys()].sort()).toEqual(['README.txt', 'check.html', 'log.json']);
  });

  it('is made even where the clock of the machine is far off', async () => {
    expect((await unpacked(parts([], { madeAt: 0 }))).get('README.txt')).toContain('1970-01-01');
    expect((await unpacked(parts([], { madeAt: Date.UTC(2150, 0) }))).size).toBe(3);
  });

  it('keeps characters whole that lie across the edge of a piece', async () => {
    const text = JSON.stringify(`x${'🎁'.repeat(100_000)}`);
    expect((await unpacked(parts([{ name: 'a.json', text }]))).get('proofs/a.json')).toBe(text);
  });

  it('leaves proofs beside the page that would make it too large, and says which', async () => {
    const large = { name: 'large.json', text: JSON.stringify('0'.repeat(33 * 1024 * 1024)) };
    const files = await unpacked(parts([proofs[0] ?? large, large]));
    const page = files.get('check.html') ?? '';
    expect(page.length).toBeLessThan(10_000);
    expect(embedded(page, 'id="archive"')).toMatchObject({ left_out: ['large.json'] });
    expect(files.get('proofs/large.json')).toBe(large.text);
  });

  it('asks for proofs only as fast as it is read', async () => {
    let asked = 0;
    async function* counted(): AsyncGenerator<Given> {
      for (const proof of proofs) {
        asked += 1;
        yield proof;
      }
    }
    const archive = createArchive(parts([], { proofs: counted() }));
    await archive.next();
    expect(asked).toBeLessThanOrEqual(1);
    await archive.return();
    expect(asked).toBeLessThanOrEqual(1);
  });

  it.each(['../escape.json', 'a/b.json', '.hidden', '', 'a"b.json', 'C:\\x.json'])(
    'refuses "%s" as the name of a proof',
    async (name) => {
      await expect(unpacked(parts([{ name, text: '{}' }]))).rejects.toThrow(TypeError);
    },
  );

  it('refuses the same name twice, and a page without a place for the proofs', async () => {
    const twice = { name: 'a.json', text: '{}' };
    await expect(unpacked(parts([twice, twice]))).rejects.toThrow(/a\.json/);
    await expect(unpacked(parts([], { page: '<body></body>' }))).rejects.toThrow(/no place/);
  });
});

describe('the page that goes into the archive', () => {
  const page = readFileSync(join(PAGES_DIR, ARCHIVE_PAGE), 'utf8');

  it('has a place for the proofs and needs no other file', async () => {
    expect((await unpacked(parts(proofs, { page }))).get('check.html')?.length).toBeGreaterThan(page.length);
    expect(page).not.toMatch(/<(script|link|img|iframe)\b[^>]*\b(src|href)="(?!data:)/);
    expect(page).not.toMatch(/@import|url\((?!["']?data:)/);
  });

  it('forbids itself every connection', () => {
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/connect-src|unsafe|https?:|\*/);
  });
});
