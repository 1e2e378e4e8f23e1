/** The sections of the console in the order of the rail: one line a section. */
import type { Section } from './console/section.ts';
import { campaignsSection } from './sections/campaigns/section.tsx';
import { logSection } from './sections/log/section.tsx';
import { lotteriesSection } from './sections/lotteries/section.tsx';
import { monitoringSection } from './sections/monitoring/section.tsx';
import { outboxSection } from './sections/outbox/section.tsx';
import { participantsSection } from './sections/participants/section.tsx';
import { prizesSection } from './sections/prizes/section.tsx';
import { resultsSection } from './sections/results/section.tsx';
import { roomsSection } from './sections/rooms/section.tsx';
import { settingsSection } from './sections/settings/section.tsx';
import { stageSection } from './sections/stage/section.tsx';

export const SECTIONS: readonly Section[] = [
  stageSection,
  prizesSection,
  participantsSection,
  resultsSection,
  roomsSection,
  campaignsSection,
  lotteriesSection,
  outboxSection,
  logSection,
  monitoringSection,
  settingsSection,
];
