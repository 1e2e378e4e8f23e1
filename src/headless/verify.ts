/** `npm run verify -- proof.json [--announcement saved.json]`: exit 0 fair, 1 a check failed, 2 unreadable. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { isObject } from '../core/fairness/shape.ts';
import { maxProofLength, type Proof } from '../core/fairness/proof.ts';
import { verify, type Check } from '../core/fairness/verify.ts';

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

const readJson = (path: string): unknown => {
  const text = readText(path);
  if (text.length > maxProofLength) throw new Unreadable(`${path} is longer than ${maxProofLength} characters`);
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable(`${path} is not JSON`);
  }
};

/** The host's answers come in an envelope; who saved one whole means what is in it. */
const unwrap = (document: unknown): unknown =>
  isObject(document) && document.success === true && 'data' in document ? document.data : document;

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

const run = (proofPath: string, announcementPath: string | undefined): number => {
  const document = unwrap(readJson(proofPath));
  if (!isObject(document)) throw new Unreadable(`${proofPath}: the proof is not a JSON object`);
  const verdict =
    announcementPath === undefined ? verify(document) : verify(document, unwrap(readJson(announcementPath)));

  for (const check of verdict.checks) console.log(describeCheck(check));
  console.log('');
  if (!verdict.ok) {
    console.log(`NOT FAIR: the check "${verdict.failed}" failed.`);
    return 1;
  }
  for (const line of describeDraw(verdict.proof)) console.log(line);
  console.log(
    announcementPath === undefined
      ? 'FAIR: every check holds. With --announcement, an announcement saved before the draw is compared too.'
      : 'FAIR: every check holds, and the announcement is the one that was saved.',
  );
  return 0;
};

const program = new Command('verify')
  .description('Checks that a draw was fair, from its proof alone.')
  .argument('<proof>', 'the proof, a JSON file')
  .option('--announcement <file>', 'the announcement as it was saved before the draw, a JSON file')
  .showSuggestionAfterError(false)
  .exitOverride();

try {
  program.parse();
  const [proofPath = ''] = program.args;
  process.exitCode = run(proofPath, program.opts<{ announcement?: string }>().announcement);
} catch (error) {
  if (error instanceof Unreadable) console.error(`error: ${error.message}`);
  else if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
}
