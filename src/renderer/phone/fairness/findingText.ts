import type { FairnessTexts } from './texts.en.ts';
import type { Finding } from './lightCheck.ts';

const PLACE = { ok: 0, failed: 1, open: 2 } as const;

/** A finding in words. */
export const findingText = ({ name, status, note }: Finding, t: FairnessTexts): string =>
  note === null ? (t.checks[name][PLACE[status]] ?? '') : t.notes[note];
