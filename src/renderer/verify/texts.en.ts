import type { CallError } from '../common/api.ts';
import { en as absent } from './absent/texts.en.ts';
import { en as checks } from './checks/texts.en.ts';
import type { FailedPart } from './conclusion.ts';
import { en as experts } from './experts/texts.en.ts';
import { en as own } from './own/texts.en.ts';
import type { ReadingFault } from './readProof.ts';

const n = (count: number): string => count.toLocaleString('en');
const counted = (count: number, one: string, many: string): string => `${n(count)} ${count === 1 ? one : many}`;

export const en = {
  absent,
  back: 'Back to your number',
  pageTitle: 'Was the draw fair?',
  title: (event: string) => `Check · ${event}`,
  lead: 'Choose a draw. This page draws it again, here on your device, and checks every step.',
  how: [
    'Before anybody joins, the organiser’s computer seals a secret.',
    'Before each draw, it announces who takes part. Only then do the phones in the room add randomness of their own.',
    'Then everything is closed, and a computation begins that takes its time: until it ends, nobody knows who has won.',
    'The winners follow from all of that, and from nothing else. Anybody can draw again and must get the same numbers.',
  ],
  howTitle: 'How it works',
  draws: 'Draws',
  drawsOf: (event: string) => `Draws of ${event}`,
  loadingDraws: 'Looking for draws…',
  noDraws: 'Nothing has been drawn yet. Draws appear here once their winners are shown.',
  noDrawsOffline: 'The organiser’s computer does not answer. You can still check a proof that you have as a file.',
  tryAgain: 'Try again',
  draw: (draw: number) => `Draw ${n(draw)}`,
  drawInChain: (draw: number, epoch: number) => `Draw ${n(draw)}, seal ${n(epoch)}`,
  drawNumber: (draw: number, epoch: number) => (epoch > 1 ? `Draw ${n(draw)}, seal ${n(epoch)}` : `Draw ${n(draw)}`),
  drawNumbers: (first: number, last: number, epoch: number) =>
    `Draws ${n(first)} to ${n(last)}${epoch > 1 ? `, seal ${n(epoch)}` : ''}`,
  incidents: {
    started: (draw: number, times: number) =>
      `${draw === 0 ? 'Before the first draw' : `After the announcement of draw ${n(draw)}`} the organiser’s computer was started${times > 1 ? `, ${n(times)} times` : ''}.`,
    asked_again: (number: string, times: number) =>
      `${number}: the organiser’s computer had gone down, so the phones were asked again${times > 1 ? `, ${n(times)} times` : ''}.`,
    abandoned: (number: string) => `${number} was announced and cancelled. Nobody was drawn.`,
    erased: (number: string) => `${number}: deleted by a reset.`,
  },
  unknownWhen: 'Date unknown.',
  olderDraws: 'Older draws',
  entries: (count: number) => counted(count, 'entry', 'entries'),
  won: (count: number) => counted(count, 'winner', 'winners'),
  withoutProof: 'This result has no proof: it was drawn by an earlier version of the program.',
  brokenProof: 'This proof cannot be read.',
  leftOut: 'Also in this archive, but too large for this page. Open these from the folder “proofs”:',
  fileTitle: 'Have a proof as a file?',
  fileHint: 'Choose it here, or drop it anywhere on this page. It stays on your device.',
  chooseFile: 'Choose a file',
  dropHere: 'Drop the proof here',
  moment: (iso: string) => new Date(iso).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' }),
  reading: 'Fetching the proof…',
  checking: (title: string) => `Checking: ${title}…`,
  progress: 'Progress of the checks',
  fair: 'Fair: every check passed',
  fairMeans: 'This device drew again by itself and got the same result.',
  atOnce: 'Correct, but decided at once',
  atOnceMeans:
    'Every check passed. But nothing came between the secret and the result, so no proof can show that nobody knew it beforehand.',
  delayTitle: 'Why do the reels turn for so long?',
  delay: [
    'When the last phone has added its randomness, everything is closed: from then on nobody can add, remove or cancel anything.',
    'Only then does the machine begin to work out the winner, in a long chain of steps. Each step needs the result of the one before, so a thousand machines are no faster than one.',
    'While the reels turn, nobody knows who has won, not even the machine. Afterwards your device checks the whole chain in a moment, because going backwards is hundreds of times faster.',
  ],
  notFair: (part: string) => `NOT FAIR: ${part}`,
  notFairMeans: 'Do not trust this result. Keep the proof, and show this page to the organiser.',
  failedParts: {
    version: 'the proof is incomplete',
    seal: 'the sealed secret was swapped',
    entries: 'the list of entries was changed',
    room: 'the phones’ randomness was changed',
    entropy: 'something other than announced was mixed in',
    delay: 'the delay was not computed',
    winners: 'the winners do not follow',
    reserves: 'the reserves do not follow',
    announcement: 'the announcement was swapped',
    close: 'the close was swapped',
    own_announcement: 'your phone saw another announcement',
    own_seal: 'your phone saw another seal',
    own_close: 'your phone saw something else being closed',
  } satisfies Record<FailedPart, string>,
  took: (ms: number) =>
    `Checked on this device in ${ms < 1_000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1_000).toFixed(1)} s`}.`,
  winners: 'Winning numbers',
  reserves: 'Reserves, in order',
  claimedWinners: 'Winning numbers that this proof claims',
  claimedReserves: 'Reserves that this proof claims',
  more: (count: number) => `and ${n(count)} more`,
  markLabel: 'Fingerprint of the announcement',
  markHint: 'Did the big screen show the same fingerprint before the draw?',
  download: 'Download the proof',
  print: 'Print',
  unreadableTitle: 'This cannot be checked',
  faults: {
    empty: 'The file is empty.',
    too_large: 'The file is too large for a proof. Nothing of it was used.',
    not_text: 'This is not a proof but some other kind of file, such as a picture.',
    cut_off: 'The end of the file is missing: it was cut off while being saved or sent. Download it again.',
    not_json: 'This is not a proof. Proofs are files that end in .json.',
    other_version: 'This proof has a version that this page does not know. Use the check page that came with it.',
    announcement: 'This is an announcement, not a proof. The proof comes once the winners are shown.',
    wrong_file: 'This is another kind of file, not the proof of a draw.',
    unreadable: 'The file cannot be read. Was it moved, or is it a folder?',
  } satisfies Record<ReadingFault, string>,
  unreachableTitle: 'The proof could not be fetched',
  unreachable: (code: CallError): string => {
    if (code === 'offline') return 'The organiser’s computer does not answer. Stay on the venue’s Wi-Fi and try again.';
    if (code === 'draw_not_found') return 'This draw does not exist, or its winners are not shown yet.';
    return 'The organiser’s computer could not answer. Try again in a moment.';
  },
  checks,
  own,
  experts,
};

export type Texts = typeof en;
