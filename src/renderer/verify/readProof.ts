/** Reads what somebody hands in as a proof, as far as to say that it can be checked, or what it is instead. */
import { version } from '../../core/fairness/version.ts';
import { maxProofLength } from '../../core/fairness/proof.ts';
import { isObject, type JsonObject } from '../../core/fairness/shape.ts';

/**
 * `cut_off`: begins like a proof, but its end is missing. `not_text`: not UTF-8, a picture for instance.
 * `other_version`: a proof of a later protocol. `announcement`: what is saved before a draw. `wrong_file`: other JSON.
 */
export type ReadingFault =
  | 'empty'
  | 'too_large'
  | 'not_text'
  | 'cut_off'
  | 'not_json'
  | 'other_version'
  | 'announcement'
  | 'wrong_file'
  | 'unreadable';

export type ReadProof =
  { readonly ok: true; readonly document: JsonObject } | { readonly ok: false; readonly fault: ReadingFault };

const refused = (fault: ReadingFault): ReadProof => ({ ok: false, fault });

/** The host's answers come in an envelope; who saved one whole means what is in it. */
const unwrap = (value: unknown): unknown =>
  isObject(value) && value['success'] === true && 'data' in value ? value['data'] : value;

/** What kind of thing a JSON value is. Never throws. */
export const recogniseProof = (value: unknown): ReadProof => {
  const document = unwrap(value);
  if (!isObject(document)) return refused('wrong_file');
  const { v } = document;
  if (v !== version) return refused(typeof v === 'string' && /^ld\d{1,6}$/.test(v) ? 'other_version' : 'wrong_file');
  // An announcement has the version too, but neither the secret nor the entries of a proof.
  if ('announced_at' in document && !('reveal' in document)) return refused('announcement');
  return { ok: true, document };
};

/** Reads the text of a file. Never throws. */
export const readProofText = (text: string): ReadProof => {
  if (text.length > maxProofLength) return refused('too_large');
  const bare = text.replace(/^\uFEFF/, '').trim();
  if (bare === '') return refused('empty');
  let value: unknown;
  try {
    value = JSON.parse(bare);
  } catch {
    return refused(bare.startsWith('{') && !bare.endsWith('}') ? 'cut_off' : 'not_json');
  }
  return recogniseProof(value);
};

const PIECE_BYTES = 1024 * 1024;

/** Reads a file in pieces and stops as soon as it is known to be no proof, however large it is. Never throws. */
export const readProofFile = async (file: Blob): Promise<ReadProof> => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const texts: string[] = [];
  let length = 0;
  for (let start = 0; start < file.size; start += PIECE_BYTES) {
    let bytes: ArrayBuffer;
    try {
      bytes = await file.slice(start, start + PIECE_BYTES).arrayBuffer();
    } catch {
      return refused('unreadable'); // Moved, deleted or changed since it was chosen; or a folder.
    }
    try {
      const text = decoder.decode(bytes, { stream: true });
      length += text.length;
      texts.push(text);
    } catch {
      return refused('not_text');
    }
    if (length > maxProofLength) return refused('too_large');
  }
  try {
    decoder.decode();
  } catch {
    return refused('cut_off'); // Within a character.
  }
  return readProofText(texts.join(''));
};
