import type { OutboxTexts } from './texts.en.ts';

/** How long ago, in the largest unit that says enough. */
export const spanWords = (t: OutboxTexts, ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 90) return t.seconds(seconds);
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? t.minutes(minutes) : t.hours(Math.round(minutes / 60));
};

const isType = (t: OutboxTexts, type: string): type is keyof OutboxTexts['types'] =>
  Object.keys(t.types).includes(type);

/** What happened; a type of a later host has no words here, and says its own name. */
export const typeWords = (t: OutboxTexts, type: string): string => (isType(t, type) ? t.types[type] : type);

/** From where to deliver again, as it was typed. */
export interface ReplayDraft {
  readonly by: 'position' | 'time';
  readonly position: string;
  /** As a browser's field for a local date and time has it. */
  readonly time: string;
}

type ReplayBody = { readonly from_position: number } | { readonly from_time: string };

/** What the host is asked for; null: what was typed is no such point. */
export const readReplay = (draft: ReplayDraft, kept: { oldest: number; head: number }): ReplayBody | null => {
  if (draft.by === 'time') {
    const at = new Date(draft.time);
    return Number.isNaN(at.getTime()) ? null : { from_time: at.toISOString() };
  }
  const position = /^\d{1,15}$/.test(draft.position.trim()) ? Number(draft.position) : 0;
  return position >= kept.oldest && position <= kept.head + 1 ? { from_position: position } : null;
};

/** A number as people type it, in E.164; null: it is none. */
export const readPhoneNumber = (typed: string): string | null => {
  const number = typed.replace(/[\s().-]/g, '');
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : null;
};
