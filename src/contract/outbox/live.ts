import type { OutboxView } from './views.ts';

/** The console's view of the outbox, for organisers. All of it changes with every delivery, so all of it travels as counts. */
export interface OutboxViews {
  outbox: OutboxView;
}
