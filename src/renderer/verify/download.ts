import { proofFileName } from '../../contract/draws/proofFile.ts';
import { isAnnouncement } from '../../core/fairness/announcement.ts';
import type { JsonObject } from '../../core/fairness/shape.ts';

/** What the file of this proof is called; null where the document does not say which draw it is of. */
export const downloadName = ({ announcement }: JsonObject): string | null =>
  isAnnouncement(announcement) ? proofFileName(announcement) : null;

const KEPT_MS = 60_000;

/** Gives a document to the browser's downloads, out of this page's memory. */
export const download = (name: string, document: JsonObject): void => {
  const address = URL.createObjectURL(new Blob([JSON.stringify(document)], { type: 'application/json' }));
  const link = window.document.createElement('a');
  link.href = address;
  link.download = name;
  window.document.body.append(link);
  link.click();
  link.remove();
  // Some browsers begin to read only after a moment.
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
};
