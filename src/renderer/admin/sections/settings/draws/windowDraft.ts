/** The phones' time to add randomness, as it is being typed in seconds. Limits as in the contract. */
import type { EventSettings } from '../../../../../contract/views.ts';
import { secondsToMs } from '../event/eventDraft.ts';

export const MOST_WINDOW_S = 30;

type Window = Pick<EventSettings, 'entropy_window_ms'>;

export const windowText = (settings: Window): string => String(settings.entropy_window_ms / 1_000);

export const windowMs = (seconds: string): number | null => secondsToMs(seconds, MOST_WINDOW_S);

/** Whether what was typed differs from what the host has. */
export const isWindowDirty = (typed: string | null, settings: Window): boolean =>
  typed !== null && windowMs(typed) !== settings.entropy_window_ms;
