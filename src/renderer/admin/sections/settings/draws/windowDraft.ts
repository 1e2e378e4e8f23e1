/** Times of announced draws, as they are being typed in seconds: the phones' window, and the delay. */
import { EVENT_LIMITS } from '../../../../../contract/event/limits.ts';
import type { EventSettings } from '../../../../../contract/event/views.ts';
import { createDraft } from '../../../console/drafts.ts';
import { secondsToMs } from '../../../controls/fieldFaults.ts';

export type TimeSetting = 'entropy_window_ms' | 'delay_ms';

const MAX_MS = { entropy_window_ms: EVENT_LIMITS.entropyWindowMs, delay_ms: EVENT_LIMITS.delayMs };

export const maxSeconds = (name: TimeSetting): number => MAX_MS[name] / 1_000;

export const timeText = (settings: Pick<EventSettings, TimeSetting>, name: TimeSetting): string =>
  String(settings[name] / 1_000);

export const timeMs = (seconds: string, name: TimeSetting): number | null => secondsToMs(seconds, MAX_MS[name]);

/** Whether what was typed differs from what the host has. */
export const isTimeDirty = (
  typed: string | null,
  settings: Pick<EventSettings, TimeSetting>,
  name: TimeSetting,
): boolean => typed !== null && timeMs(typed, name) !== settings[name];

const draftOf = (name: TimeSetting) =>
  createDraft<string | null>(null, (typed, view) => isTimeDirty(typed, view.settings, name));

/** What is typed and not saved; null: as the host has it. It outlives a visit to another section. */
export const timeDrafts = { entropy_window_ms: draftOf('entropy_window_ms'), delay_ms: draftOf('delay_ms') };
