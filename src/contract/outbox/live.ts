import type { OutboxState, OutboxView } from './views.ts';

/** The console's view of the outbox, for organisers. */
export interface OutboxViews {
  outbox: OutboxView;
}

/** All of it changes with every delivery, so all of it travels as counts, a few times a second. */
export interface OutboxCounts {
  outbox: OutboxState;
}
