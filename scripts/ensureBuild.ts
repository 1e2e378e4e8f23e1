/** Builds what is missing or older than its sources; says nothing when there is nothing to do. */
import { isBuildCurrent } from './buildStamp.ts';

if (!isBuildCurrent()) {
  console.error('Building the screens (once after every change) …');
  await import('./build.ts');
}
