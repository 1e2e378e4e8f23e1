/**
 * `npm run verify -- proof.json [--announcement saved.json] [--close saved.json]`, or `npm run verify -- --log log.json`: exit 0 everything
 * holds, 1 a check failed, 2 unreadable.
 */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { isHex } from '../core/fairness/bytes.ts';
import { hasExactly, isInteger, isObject } from '../core/fairness/shape.ts';
import { hasPlainNumbers, maxProofLength, type Proof } from '../core/fairness/proof.ts';
import { verify, type Check, type Known } from '../core/fairness/verify.ts';
import { firstBroken, NO_PREVIOUS, type ChainedEntry } from '../core/log/logChain.ts';

const MARKS = { ok: '✓', failed: '✗', skipped: '·' } as const;

/** The reason why a file cannot be read as JSON, in words. */
class Unreadable extends Error {}

const readText = (path: string): string => {
  try {
    // Without a byte order mark, and refusing what is not UTF-8.
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const why = error instanceof TypeError ? 'it is not UTF-8 text' : error instanceof Error ? error.message : '';
    throw new Unreadable(`${path} cannot be read: ${why}`);
  }
};

const readJson = (path: string): { readonly text: string; readonly value: unknown } => {
  const text = readText(path);
  if (text.length > maxProofLength) throw new Unreadable(`${path} is longer than ${maxProofLength} characters`);
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    throw new Unreadable(`${path} is not JSON`);
  }
};

/** The host's answers come in an envelope; who saved one whole means what is in it. */
const unwrap = (document: unknown): unknown =>
  isObject(document) && document.success === true && 'data' in document ? document.data : document;

/** What was saved of a draw: a proof, an announcement, a close. */
const readSaved = (path: string): unknown => {
  const { text, value } = readJson(path);
  if (!hasPlainNumbers(text)) throw new Unreadable(`${path} has a number with a sign, a fraction or an exponent`);
  return unwrap(value);
};

/** Text from a document, safe for a terminal. */
const shown = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{FFFD}');

const describeCheck = (check: Check): string =>
  check.status === 'ok' ? `${MARKS.ok} ${check.name}` : `${MARKS[check.status]} ${check.name}: ${shown(check.reason)}`;

const describeDraw = ({ announcement, entries, winners, reserves }: Proof): string[] => [
  `Prize: ${shown(announcement.prize.name)}`,
  `Entries: ${entries.length}`,
  `Winners: ${winners.join(', ')}`,
  ...(reserves.length > 0 ? [`Reserves: ${reserves.join(', ')}`] : []),
];

const RECORD_KEYS = ['seq', 'event', 'at', 'actor', 'action', 'details', 'previous', 'hash'];

/** A record as it is exported; null where it is none. What is hashed of its time are the milliseconds since 1970. */
const readRecord = (value: unknown): ChainedEntry | null => {
  if (!hasExactly(value, RECORD_KEYS)) return null;
  const { seq, event, at, actor, action, details, previous, hash } = value;
  if (!isInteger(seq, 1) || !isHex(previous) || !isHex(hash)) return null;
  if (typeof event !== 'string' || typeof actor !== 'string' || typeof action !== 'string') return null;
  const ms = typeof at === 'string' ? Date.parse(at) : Number.NaN;
  // Another way to write the same moment would be a change that no hash shows.
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== at) return null;
  return { seq, event, at: ms, actor, action, details, previous, hash };
};

const runLog = (path: string): number => {
  const { value: list } = readJson(path);
  if (!Array.isArray(list)) throw new Unreadable(`${path}: the log is not a JSON list of records`);
  const records: ChainedEntry[] = [];
  for (const item of list) {
    const record = readRecord(item);
    if (record) records.push(record);
    else break;
  }
  const [last] = records.slice(-1);
  const broken = firstBroken(records, NO_PREVIOUS, 1);
  const fault =
    broken !== null
      ? `record ${broken} does not follow from the one before`
      : records.length < list.length
        ? `record ${records.length + 1} of the list is not well formed`
        : last === undefined
          ? 'there are no records'
          : null;
  if (fault !== null || !last) {
    console.log(`${MARKS.failed} log: ${fault}\n\nNOT INTACT: the check "log" failed.`);
    return 1;
  }
  console.log(`${MARKS.ok} log\n\nRecords: ${records.length}, the last of ${new Date(last.at).toISOString()}`);
  console.log(`Last hash: ${last.hash}`);
  console.log(
    'INTACT: every record follows from the one before. Records cut off at the end show in the last hash only.',
  );
  return 0;
};

/** What holds, and what nobody can say from the proof alone. */
const conclusion = ({ announcement: { delay, entropy } }: Proof, saved: SavedFiles): string => {
  const compared = [
    ...(saved.announcement === undefined ? [] : ['announcement']),
    ...(saved.close === undefined ? [] : ['close']),
  ];
  const was =
    compared.length === 0
      ? ''
      : `, and the ${compared.join(' and the ')} ${compared.length > 1 ? 'are' : 'is'} what was saved`;
  const hint =
    saved.announcement === undefined
      ? ' With --announcement, an announcement saved before the draw is compared too.'
      : '';
  if (delay > 0 && entropy.length > 0) return `FAIR: every check holds${was}.${hint}`;
  const why = entropy.length > 0 ? 'without a delay' : 'nothing was mixed in';
  return `CORRECT, BUT DECIDED AT ONCE (${why}): every check holds${was}; that the organiser did not know the winners before, no proof can show.${hint}`;
};

interface SavedFiles {
  readonly announcement?: string;
  readonly close?: string;
}

const run = async (proofPath: string, saved: SavedFiles): Promise<number> => {
  const document = readSaved(proofPath);
  if (!isObject(document)) throw new Unreadable(`${proofPath}: the proof is not a JSON object`);
  // The curve's code is large: only where a beacon is to be checked.
  const asksBeacon =
    Array.isArray(document.entropy) &&
    document.entropy.some((source) => isObject(source) && source.source === 'beacon');
  const known: Known = {
    ...(saved.announcement === undefined ? {} : { announcement: readSaved(saved.announcement) }),
    ...(saved.close === undefined ? {} : { close: readSaved(saved.close) }),
    ...(asksBeacon ? { isSignature: (await import('../core/fairness/beaconSignature.ts')).isSignatureOf } : {}),
  };
  const verdict = verify(document, known);

  for (const check of verdict.checks) console.log(describeCheck(check));
  console.log('');
  if (!verdict.ok) {
    console.log(`NOT FAIR: the check "${verdict.failed}" failed.`);
    return 1;
  }
  for (const line of describeDraw(verdict.proof)) console.log(line);
  console.log(conclusion(verdict.proof, saved));
  return 0;
};

const program = new Command('verify')
  .description("Checks that a draw was fair, from its proof alone; or that an event's log is intact.")
  .argument('[proof]', 'the proof, a JSON file')
  .option('--announcement <file>', 'the announcement as it was saved before the draw, a JSON file')
  .option('--close <file>', 'the close of the entropy as it was saved before the result, a JSON file')
  .option('--log <file>', 'instead of a proof: the exported log of what organisers did (log.json of an archive)')
  .addHelpText('after', '\nEnds with 0 when everything holds, 1 when a check failed, 2 when a file cannot be read.')
  .showSuggestionAfterError(false)
  .exitOverride();

try {
  program.parse();
  const [proofPath] = program.args;
  const { log, ...saved } = program.opts<SavedFiles & { log?: string }>();
  if (log !== undefined && (proofPath !== undefined || Object.keys(saved).length > 0)) {
    throw new Unreadable('a log is checked alone: leave the proof out, or --log');
  }
  if (log === undefined && proofPath === undefined) throw new Unreadable('name a proof, or a log with --log');
  process.exitCode = log === undefined ? await run(proofPath ?? '', saved) : runLog(log);
} catch (error) {
  if (error instanceof Unreadable) console.error(`error: ${error.message}`);
  else if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
}
