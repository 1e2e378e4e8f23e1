/** `npm start`: the desktop app, or kiosk windows of a browser, or no windows; the best that this machine can do. */
import { quickenStart } from './quickStart.ts';

quickenStart();
// Loaded only now, so that the cache serves it.
await import('./startCommand.ts');
