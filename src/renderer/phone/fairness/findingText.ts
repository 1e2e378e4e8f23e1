import type { PublicDraw } from '../../../contract/stage/views.ts';
import type { FairnessTexts } from './texts.en.ts';
import type { CheckedDraw, Finding } from './lightCheck.ts';

const PLACE = { ok: 0, failed: 1, unsure: 2, open: 2 } as const;

/** A finding in words. */
export const findingText = (
  { name, status, note }: Finding,
  { draw, report }: { readonly draw: Pick<PublicDraw, 'entries'>; readonly report: CheckedDraw['report'] },
  t: FairnessTexts,
): string =>
  note === null
    ? (t.checks[name][PLACE[status]] ?? '')
    : t.notes[note]({
        seconds: Math.max(1, Math.round((report.lateMs ?? 0) / 1_000)),
        phones: report.phones ?? 0,
        entries: draw.entries,
        missing: report.missing,
      });
