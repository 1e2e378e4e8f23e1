/** What a key means on the projector: pure, from the key and what the screen shows. */
import type { Stage } from '../../contract/stage/views.ts';

export type KeyIntent = 'draw' | 'dismiss' | 'log_in' | 'full_screen' | 'window' | 'mute' | 'language';

export interface KeyPress {
  readonly key: string;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

export interface KeyContext {
  readonly stage: Stage | null;
  readonly loggedIn: boolean;
  /** Ms since the stage changed last on this screen. */
  readonly sinceChange: number;
}

/** A second press this soon after a change was meant for what was there before. */
const SETTLE_MS = 800;

/** The buttons that presentation clickers send for "forward", and the keyboard's. */
const FORWARD = new Set([' ', 'Enter', 'PageDown']);

/** The intent of a key press; null: nothing. */
export const keyIntent = (press: KeyPress, context: KeyContext): KeyIntent | null => {
  if (press.repeat || press.ctrlKey || press.metaKey || press.altKey) return null;
  if (FORWARD.has(press.key)) {
    if (context.stage !== 'idle' && context.stage !== 'winner') return null;
    if (!context.loggedIn) return 'log_in';
    if (context.sinceChange < SETTLE_MS) return null;
    return context.stage === 'idle' ? 'draw' : 'dismiss';
  }
  switch (press.key.toLowerCase()) {
    case 'f':
      return 'full_screen';
    case 'escape':
      return 'window';
    case 'm':
      return 'mute';
    case 'l':
      return 'language';
    default:
      return null;
  }
};

/** Keys that must do nothing, not even scroll: a clicker's "back" among them. */
export const isSwallowed = (key: string): boolean => FORWARD.has(key) || key === 'PageUp';
