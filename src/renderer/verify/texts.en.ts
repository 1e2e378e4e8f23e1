import type { CheckName } from '../../core/fairness/verify.ts';
import type { CallError } from '../common/api.ts';
import type { FailedPart } from './conclusion.ts';
import type { ExpertName, PlainFacts } from './expertNumbers.ts';
import type { ReadingFault } from './readProof.ts';

const n = (count: number): string => count.toLocaleString('en');
const counted = (count: number, one: string, many: string): string => `${n(count)} ${count === 1 ? one : many}`;

/** A check in words. `passed` says what is known now, `failed` what is wrong. */
export interface CheckWords {
  readonly title: string;
  readonly passed: (facts: PlainFacts) => string;
  readonly failed: string;
}

const mixedIn = (facts: PlainFacts): string => {
  const parts = [
    ...(facts.phones > 0 ? ['randomness from the phones'] : []),
    ...(facts.spoken === null ? [] : [`words from the audience (“${facts.spoken}”)`]),
    ...(facts.beacon ? ['a public random beacon'] : []),
  ];
  if (parts.length === 0) {
    return facts.asksPhones
      ? 'Only the phones were announced, and none of them answered.'
      : 'No further randomness was announced, and none was added.';
  }
  return `Exactly what was announced was mixed in: ${parts.join(', ')}.`;
};

const checks: Record<CheckName, CheckWords> = {
  version: {
    title: 'The proof itself',
    passed: () => 'Everything is there that is needed to draw again.',
    failed: 'Parts of the proof are missing or malformed.',
  },
  seal: {
    title: 'The sealed secret',
    passed: () => 'The secret that was opened is the one that the seal had fixed. It could not be swapped.',
    failed: 'The secret that was opened is not the one that the seal had fixed.',
  },
  entries: {
    title: 'The list of entries',
    passed: ({ entries }) =>
      `Nobody was added or dropped after the announcement: ${counted(entries, 'entry', 'entries')}.`,
    failed: 'Somebody was added, dropped or changed after the announcement.',
  },
  room: {
    title: 'The phones’ randomness',
    passed: ({ asksPhones, phones }) => {
      if (!asksPhones) return 'Phones were not asked for randomness in this draw.';
      return phones === 0
        ? 'Phones were asked for randomness; none added any.'
        : `${counted(phones, 'phone', 'phones')} added randomness, each exactly what it had promised beforehand.`;
    },
    failed: 'What the phones added was changed, left out or made up.',
  },
  entropy: {
    title: 'What was mixed in',
    passed: mixedIn,
    failed: 'Something other than announced was mixed in.',
  },
  winners: {
    title: 'The winners',
    passed: ({ winners }) =>
      `Drawn again on this device, with the same result: ${counted(winners, 'winner', 'winners')}.`,
    failed: 'Drawn again on this device, other numbers win.',
  },
  reserves: {
    title: 'The reserves',
    passed: ({ reserves }) =>
      reserves === 0
        ? 'No reserves were drawn.'
        : `Drawn again too, with the same result: ${counted(reserves, 'reserve', 'reserves')}.`,
    failed: 'Drawn again on this device, other reserves follow.',
  },
  announcement: {
    title: 'The saved announcement',
    passed: () => 'It equals the one that was saved before the draw.',
    failed: 'It is not the one that was saved before the draw.',
  },
};

export const en = {
  pageTitle: 'Was the draw fair?',
  title: (event: string) => `Check · ${event}`,
  lead: 'Choose a draw. This page draws it again, here on your device, and checks every step.',
  how: [
    'Before anybody joins, the organiser’s computer seals a secret.',
    'Before each draw, it announces who takes part. Only then phones in the room add randomness of their own.',
    'Winners follow from all of that, and from nothing else. Anybody can draw again and must get the same numbers.',
  ],
  howTitle: 'How it works',
  draws: 'Draws',
  drawsOf: (event: string) => `Draws of ${event}`,
  loadingDraws: 'Looking for draws …',
  noDraws: 'Nothing has been drawn yet. Draws appear here once their winners are shown.',
  noDrawsOffline: 'The host does not answer. You can still check a proof that you have as a file.',
  tryAgain: 'Try again',
  draw: (draw: number) => `Draw ${n(draw)}`,
  drawInChain: (draw: number, epoch: number) => `Draw ${n(draw)} of series ${n(epoch)}`,
  entries: (count: number) => counted(count, 'entry', 'entries'),
  won: (count: number) => counted(count, 'winner', 'winners'),
  brokenProof: 'This proof cannot be read.',
  leftOut: 'Also in this archive, too large for this page. Choose these from the folder “proofs”:',
  fileTitle: 'Have a proof as a file?',
  fileHint: 'Choose it here, or drop it anywhere on this page. It stays on your device.',
  chooseFile: 'Choose a file',
  dropHere: 'Drop the proof here',
  moment: (iso: string) => new Date(iso).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' }),

  reading: 'Getting the proof …',
  checking: (title: string) => `Checking: ${title} …`,
  progress: 'Progress of the checks',
  fair: 'Fair: every check passed',
  fairMeans: 'This device drew again by itself and got the same result.',
  notFair: (part: string) => `NOT FAIR: ${part}`,
  notFairMeans: 'Do not trust this result. Keep the proof, and show this page to the organiser.',
  failedParts: {
    version: 'the proof is incomplete',
    seal: 'the sealed secret was swapped',
    entries: 'the list of entries was changed',
    room: 'the phones’ randomness was changed',
    entropy: 'something else than announced was mixed in',
    winners: 'the winners do not follow',
    reserves: 'the reserves do not follow',
    announcement: 'the announcement was swapped',
    own_announcement: 'your phone saw another announcement',
    own_seal: 'your phone saw another seal',
  } satisfies Record<FailedPart, string>,
  took: (ms: number) =>
    `Checked on this device in ${ms < 1_000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1_000).toFixed(1)} s`}.`,
  winners: 'Winning numbers',
  reserves: 'Reserves, in order',
  claimedWinners: 'Winning numbers that this proof claims',
  claimedReserves: 'Reserves that this proof claims',
  more: (count: number) => `and ${n(count)} more`,
  markLabel: 'Mark of the announcement',
  markHint: 'Did the big screen show the same mark before the draw?',
  checksTitle: 'The checks',
  checks,
  passed: 'passed',
  failed: 'failed',
  skipped: 'not checked',
  pending: 'to come',
  running: 'being checked',
  skippedWhy: 'Not checked, because an earlier check failed.',

  ownTitle: 'Is my number in it?',
  ownNone: 'This browser holds no lucky number. Open this page on the phone with which you joined.',
  ownOffline:
    'Open the check page on the phone with which you joined, while the host is up, to compare your number too.',
  ownOtherEvent: 'The number in this browser belongs to another event.',
  ownNumber: 'Your number',
  ownIn: 'Yes. Your number took part, and it is yours.',
  ownWon: 'Yes, and it won.',
  ownReserve: (place: number) => `Yes, and it is number ${n(place)} of the reserves.`,
  ownOther: 'This number took part, but not for you: it was somebody else’s at that time.',
  ownWonBefore: 'No. It had won in an earlier draw already.',
  ownJoinedLater: 'No. You joined after this draw was announced.',
  ownAbsent: 'No. Your number was not among the entries. Ask the organiser why; the rule was:',
  ownNotCompared: 'Not compared, because the entries did not pass.',
  ownAnnouncementSame: 'The announcement is the one that your phone saw before the draw.',
  ownAnnouncementDiffers: 'The announcement is NOT the one that your phone saw before the draw.',
  ownAnnouncementUnknown: 'Your phone did not watch this announcement, so it cannot be compared.',
  ownSealSame: 'The seal is the one that your phone saw when you joined.',
  ownSealDiffers: 'The seal is NOT the one that your phone saw when you joined.',

  experts: 'Numbers for experts',
  expertsHint: 'Protocol ld1. Hashes are SHA-256 in hex. Any program that speaks the protocol must get the same.',
  expertNames: {
    version: 'Protocol',
    event: 'Event',
    place: 'Epoch / draw',
    announced_at: 'Announced at',
    rule: 'Rule',
    seal: 'Seal, chain[0]',
    reveal: 'Reveal, chain[draw]',
    entries: 'Entries',
    root: 'Merkle root of the entries',
    announcement_hash: 'announcement_hash',
    fingerprint: 'Its first 40 bits',
    sources: 'Announced sources',
    contributions: 'Phones’ contributions',
    spoken: 'Spoken words',
    beacon: 'Beacon, round: randomness',
    entropy_hash: 'entropy_hash',
    r: 'Key of the draw, r',
    winners: 'Winners',
    reserves: 'Reserves',
  } satisfies Record<ExpertName, string>,

  download: 'Download the proof',
  print: 'Print',

  unreadableTitle: 'This cannot be checked',
  faults: {
    empty: 'The file is empty.',
    too_large: 'The file is too large for a proof. Nothing of it was used.',
    not_text: 'This is not a proof but some other kind of file, such as a picture.',
    cut_off: 'The end of the file is missing. It was cut off while being saved or sent: get it once more.',
    not_json: 'This is not a proof. Proofs are files that end in .json.',
    other_version: 'This proof is of another version than this page knows. Use the check page that came with it.',
    announcement: 'This is an announcement, not a proof. The proof comes once the winners are shown.',
    wrong_file: 'This is another kind of file, not the proof of a draw.',
    unreadable: 'The file cannot be read. Was it moved, or is it a folder?',
  } satisfies Record<ReadingFault, string>,
  unreachableTitle: 'The proof could not be fetched',
  unreachable: (code: CallError): string => {
    if (code === 'offline') return 'The host does not answer. Stay on the venue’s Wi-Fi and try again.';
    if (code === 'draw_not_found') return 'There is no such draw, or its winners are not shown yet.';
    return 'The host could not answer. Try again in a moment.';
  },
};

export type Texts = typeof en;
