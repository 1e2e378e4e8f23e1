import { createMadeOnce } from '../../platform/madeOnce.ts';
import { createPace } from '../../platform/pace.ts';
import { proofHead, proofTail } from './proof.ts';
import type { DrawsStore } from './store.ts';

/** Bytes of a piece. A client that does not read holds two of them, whatever the size of the proof. */
const PIECE_BYTES = 64 * 1024;
/** Pieces that are sent before others have their turn, all readers together. */
const PIECES_A_TURN = 8;
/** Parts of proofs that are kept: those of some four thousand entries each take 0.6 MB. */
const KEPT_PARTS = 32;

/** Copies, so that whoever holds one piece does not hold all. */
const piecesOf = (text: string): Buffer[] => {
  const whole = Buffer.from(text);
  const pieces: Buffer[] = [];
  for (let start = 0; start < whole.length; start += PIECE_BYTES)
    pieces.push(Buffer.from(whole.subarray(start, start + PIECE_BYTES)));
  return pieces;
};

const inside = (list: string): string => list.slice(1, -1);

/**
 * The answer with the proof of a revealed draw, in pieces, as fast as it is read: each piece is looked up when it is its
 * turn, in parts that all who read share.
 */
export const createProofAnswers = (store: Pick<DrawsStore, 'draw' | 'evidence' | 'entriesPart'>) => {
  const pace = createPace(PIECES_A_TURN);
  const parts = createMadeOnce<readonly Buffer[] | null>(KEPT_PARTS);

  const makePart = async (drawId: string, part: number | 'head' | 'room' | 'tail'): Promise<Buffer[] | null> => {
    if (typeof part === 'number') {
      const entries = await store.entriesPart(drawId, part);
      return entries === null ? null : piecesOf((part === 0 ? '' : ',') + inside(entries));
    }
    const evidence = await store.evidence(drawId);
    if (!evidence) return null;
    if (part === 'head') return piecesOf(`{"success":true,"data":${proofHead(evidence)}`);
    if (part === 'room') return piecesOf(`],"room":[${inside(evidence.room ?? '[]')}`);
    return piecesOf(`]${proofTail(evidence)},"message":"OK"}`);
  };
  /** Null: the part has no more pieces. Nothing but the piece stays with whoever asks. */
  const pieceAt = async (drawId: string, part: number | 'head' | 'room' | 'tail', index: number) => {
    const pieces = await parts.get(`${drawId} ${part}`, () => makePart(drawId, part));
    return { piece: pieces?.[index] ?? null, isThere: pieces !== null };
  };

  async function* piecesFrom(drawId: string, part: number | 'head' | 'room' | 'tail'): AsyncGenerator<Buffer, boolean> {
    for (let index = 0; ; index += 1) {
      const { piece, isThere } = await pieceAt(drawId, part, index);
      if (piece === null) return isThere;
      yield piece;
      // A socket that takes all at once would have its whole proof before anybody else had a turn.
      await pace();
    }
  }

  /** The draw must be revealed. @throws Error where it is erased meanwhile: half a proof must not pass for a whole one. */
  return async function* (drawId: string): AsyncGenerator<Buffer> {
    yield* piecesFrom(drawId, 'head');
    for (let part = 0; yield* piecesFrom(drawId, part); part += 1);
    yield* piecesFrom(drawId, 'room');
    if (!(await store.draw(drawId))) throw new Error(`draw ${drawId} was erased while its proof was read`);
    yield* piecesFrom(drawId, 'tail');
  };
};
