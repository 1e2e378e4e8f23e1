import { chainLink, sealOf } from '../../core/fairness/chain.ts';
import type { Storage } from '../storage/storage.ts';

/**
 * The proof of a revealed draw as JSON text (FAIRNESS section 7); null before the reveal and for unknown draws. The
 * long parts are texts already and are set in as they are: nothing is parsed, however many entries there are.
 */
export const readProof = async (
  storage: Pick<Storage, 'drawEvidence' | 'entriesOf'>,
  drawId: string,
): Promise<string | null> => {
  const evidence = await storage.drawEvidence(drawId);
  if (!evidence || evidence.revealedAt === null) return null;
  const tip = Buffer.from(evidence.tip).toString('hex');
  const entries = (await storage.entriesOf(drawId)).map((part) => part.slice(1, -1)).join(',');
  return (
    `{"v":"ld1","seal":"${sealOf(tip)}","reveal":"${chainLink(tip, evidence.draw)}",` +
    `"announcement":${evidence.announcement},"entries":[${entries}],"room":${evidence.room ?? '[]'},` +
    `"entropy":${evidence.entropy ?? '[]'},"winners":${JSON.stringify(evidence.winners)},` +
    `"reserves":${JSON.stringify(evidence.reserves)}}`
  );
};
