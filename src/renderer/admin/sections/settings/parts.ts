/** The parts of the settings in the order of the page: one line a part. */
import type { ComponentType } from 'react';
import type { AnyDraft } from '../../console/drafts.ts';
import { Access } from './access/Access.tsx';
import { IntegratorKeys } from './access/IntegratorKeys.tsx';
import { Fairness } from './draws/Fairness.tsx';
import { timeDrafts } from './draws/windowDraft.ts';
import { EventForm } from './event/EventForm.tsx';
import { eventDraft } from './event/eventDraft.ts';
import { Registration } from './event/Registration.tsx';
import { Reset } from './event/Reset.tsx';
import { NetworkChoice } from './network/NetworkChoice.tsx';
import { ThisScreen } from './screen/ThisScreen.tsx';
import { Displays } from './stage/Displays.tsx';

export interface SettingsPart {
  readonly id: string;
  /** The host's feature that the part belongs to; null: it belongs to the console itself. */
  readonly feature: string | null;
  readonly column: 'first' | 'second';
  readonly component: ComponentType;
  /** What can be typed here and not saved. */
  readonly drafts: readonly AnyDraft[];
}

export const SETTINGS_PARTS: readonly SettingsPart[] = [
  { id: 'event', feature: 'event', column: 'first', component: EventForm, drafts: [eventDraft] },
  {
    id: 'fairness',
    feature: 'draws',
    column: 'first',
    component: Fairness,
    drafts: [timeDrafts.entropy_window_ms, timeDrafts.delay_ms],
  },
  { id: 'registration', feature: 'event', column: 'first', component: Registration, drafts: [] },
  { id: 'access', feature: 'access', column: 'first', component: Access, drafts: [] },
  { id: 'keys', feature: 'access', column: 'first', component: IntegratorKeys, drafts: [] },
  { id: 'network', feature: 'network', column: 'second', component: NetworkChoice, drafts: [] },
  { id: 'displays', feature: 'stage', column: 'second', component: Displays, drafts: [] },
  { id: 'screen', feature: null, column: 'second', component: ThisScreen, drafts: [] },
  { id: 'reset', feature: 'event', column: 'second', component: Reset, drafts: [] },
];
