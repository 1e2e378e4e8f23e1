import { version } from '../../../core/fairness/version.ts';
import type { Entry } from '../../../core/fairness/entries.ts';
import { giveWay } from '../../platform/inTurns.ts';
import { linkOfDraw, sealOfChain } from './announced.ts';
import type { DrawEvidence, DrawsStore } from './store.ts';

type Parts = Pick<DrawsStore, 'entriesPart'>;

/** The parts of a draw's entries, each a JSON list; others have their turn in between. */
async function* partsOf(store: Parts, drawId: string): AsyncGenerator<string> {
  for (let part = 0; ; part += 1) {
    const text = await store.entriesPart(drawId, part);
    if (text === null) return;
    yield text;
    await giveWay();
  }
}

/** The entries that a draw was announced with. */
export const readStoredEntries = async (store: Parts, drawId: string): Promise<Entry[]> => {
  const entries: Entry[] = [];
  // The store gives back the very texts that it was given.
  for await (const part of partsOf(store, drawId)) for (const entry of JSON.parse(part) as Entry[]) entries.push(entry);
  return entries;
};

/** What stands before the entries of a proof. */
export const proofHead = (evidence: DrawEvidence): string =>
  `{"v":"${version}","seal":"${sealOfChain(evidence)}","reveal":"${linkOfDraw(evidence)}",` +
  `"announcement":${evidence.announcement},"entries":[`;

/** What stands after the contributions of a proof. */
export const proofTail = (evidence: DrawEvidence): string =>
  `,"entropy":${evidence.entropy ?? '[]'},"delay":"${evidence.delay ?? ''}",` +
  `"winners":${JSON.stringify(evidence.winners)},"reserves":${JSON.stringify(evidence.reserves)}}`;

/**
 * The proof of a revealed draw (FAIRNESS section 8) as JSON text, piece by piece: its long parts are texts already and
 * are set in as they are, so that nothing is parsed or held at once, however many entries there are.
 */
export async function* proofText(store: Parts, drawId: string, evidence: DrawEvidence): AsyncGenerator<string> {
  yield proofHead(evidence);
  let comma = '';
  for await (const part of partsOf(store, drawId)) {
    yield comma + part.slice(1, -1);
    comma = ',';
  }
  yield `],"room":${evidence.room ?? '[]'}${proofTail(evidence)}`;
}
