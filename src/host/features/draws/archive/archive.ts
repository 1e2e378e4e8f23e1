/** An event in one file: every proof, the log, and a page that checks them without any server. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Zip, ZipDeflate } from 'fflate';
import { archiveReadme } from './readme.ts';

/** Where the page lies below the folder of the built screens. */
export const ARCHIVE_PAGE = 'verify-offline/check.html';

/** Where the built page wants the proofs. */
const PROOFS_MARKER = '<!-- proofs -->';

/** So many characters of proofs the page holds itself; more would make it slow to open. The rest is in the archive beside it. */
const MAX_EMBEDDED = 32 * 1024 * 1024;

/** Compressing this much takes a few milliseconds; then the host answers others. */
const PIECE_CHARS = 32 * 1024;

const SAFE_NAME = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,119}$/;

export interface ArchiveParts {
  readonly event: { readonly id: string; readonly name: string; readonly number_width: number };
  /** `name`: see `proofFileName`. `text`: the proof itself as JSON, without an envelope. */
  readonly proofs: AsyncIterable<{ readonly name: string; readonly text: string }>;
  /** The log as JSON. */
  readonly log: string;
  /** The text of the built page, see `ARCHIVE_PAGE`. */
  readonly page: string;
  /** When the archive is made, ms since 1970. */
  readonly madeAt: number;
}

/** Zip knows the years 1980 to 2099; a laptop whose clock was lost must get its archive too. */
const zipTime = (ms: number): number => Math.min(Math.max(ms, Date.UTC(1980, 0, 2)), Date.UTC(2099, 11, 30));

/** JSON that may stand in a page: no tag and no comment begins in it, and it means the same. */
const forPage = (json: string): string => json.replaceAll('<', String.raw`\u003c`);

/** A text in pieces that do not cut a character in two. */
function* pieces(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    let end = Math.min(text.length, start + PIECE_CHARS);
    if (end < text.length && /[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end -= 1;
    yield text.slice(start, end);
    start = end;
  }
}

/**
 * The archive of an event as a zip, piece by piece: `proofs/*.json`, `log.json`, `README.txt` and `check.html`. Works only
 * as fast as it is read, and never holds the host up for longer than a few milliseconds. Throws a TypeError for a name that
 * could leave its folder or comes twice, and for a page that has no place for proofs.
 */
export async function* createArchive(parts: ArchiveParts): AsyncGenerator<Uint8Array, void, void> {
  const { event, proofs, log, page, madeAt } = parts;
  const [before, after, ...more] = page.split(PROOFS_MARKER);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new TypeError('the page has no place for the proofs');
  }

  let ready: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    ready.push(bytes);
  });
  const taken = (): Uint8Array[] => {
    const bytes = ready;
    ready = [];
    return bytes;
  };
  const encoder = new TextEncoder();
  async function* file(name: string, texts: Iterable<string>): AsyncGenerator<Uint8Array, void, void> {
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = zipTime(madeAt);
    zip.add(entry);
    for (const text of texts) {
      for (const piece of pieces(text)) {
        entry.push(encoder.encode(piece));
        yield* taken();
        await nextTurn();
      }
    }
    entry.push(new Uint8Array(0), true);
    yield* taken();
  }

  yield* file('README.txt', [archiveReadme(event.name, madeAt)]);
  yield* file('log.json', [log]);
  const names = new Set<string>();
  const embedded: { readonly name: string; readonly text: string }[] = [];
  const leftOut: string[] = [];
  let length = 0;
  for await (const { name, text } of proofs) {
    if (!SAFE_NAME.test(name) || names.has(name)) throw new TypeError(`${name} cannot be the name of a proof`);
    names.add(name);
    yield* file(`proofs/${name}`, [text]);
    length += text.length;
    if (length <= MAX_EMBEDDED) embedded.push({ name, text });
    else leftOut.push(name);
  }

  const about = { id: event.id, name: event.name, number_width: event.number_width, left_out: leftOut };
  function* filledPage(): Generator<string> {
    yield before ?? '';
    yield `<script type="application/json" id="archive">${forPage(JSON.stringify(about))}</script>\n`;
    for (const { name, text } of embedded) {
      yield `<script type="application/json" data-proof="${name}">`;
      for (const piece of pieces(text)) yield forPage(piece);
      yield '</script>\n';
    }
    yield after ?? '';
  }
  yield* file('check.html', filledPage());
  zip.end();
  yield* taken();
}
