/** The phones' time to add randomness, as it is being typed in seconds. */
import { EVENT_LIMITS } from '../../../../../contract/event/limits.ts';
import type { EventSettings } from '../../../../../contract/event/views.ts';
import { createDraft } from '../../../console/drafts.ts';
import { secondsToMs } from '../../../controls/fieldFaults.ts';

type Window = Pick<EventSettings, 'entropy_window_ms'>;

export const windowText = (settings: Window): string => String(settings.entropy_window_ms / 1_000);

export const windowMs = (seconds: string): number | null => secondsToMs(seconds, EVENT_LIMITS.entropyWindowMs);

/** Whether what was typed differs from what the host has. */
export const isWindowDirty = (typed: string | null, settings: Window): boolean =>
  typed !== null && windowMs(typed) !== settings.entropy_window_ms;

/** What is typed and not saved; null: as the host has it. It outlives a visit to another section. */
export const windowDraft = createDraft<string | null>(null, (typed, view) => isWindowDirty(typed, view.settings));
