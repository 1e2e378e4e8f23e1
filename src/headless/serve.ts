/** `npm run serve -- [flags]`: the host alone. */
import { quickenStart } from './quickStart.ts';

quickenStart();
// Loaded only now, so that the cache serves it.
await import('./serveCommand.ts');
