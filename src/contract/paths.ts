/** Every HTTP route by name: method and path. Without schemas, so that a phone can load it. */
import { accessPaths } from './access/paths.ts';
import { campaignsPaths } from './campaigns/paths.ts';
import { drawsPaths } from './draws/paths.ts';
import { eventPaths } from './event/paths.ts';
import { logPaths } from './log/paths.ts';
import { lotteriesPaths } from './lotteries/paths.ts';
import { monitoringPaths } from './monitoring/paths.ts';
import { networkPaths } from './network/paths.ts';
import { outboxPaths } from './outbox/paths.ts';
import { roomsPaths } from './rooms/paths.ts';
import { stagePaths } from './stage/paths.ts';

export const PATHS = {
  ...monitoringPaths,
  ...accessPaths,
  ...networkPaths,
  ...eventPaths,
  ...drawsPaths,
  ...stagePaths,
  ...logPaths,
  ...outboxPaths,
  ...campaignsPaths,
  ...lotteriesPaths,
  ...roomsPaths,
} as const;

export type RouteName = keyof typeof PATHS;
