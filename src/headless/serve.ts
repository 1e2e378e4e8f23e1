/** `npm run serve -- [flags]`: the host alone. */
import type { Host } from '../host/createHost.ts';
import { endOnBugs, settingsOfProcess, startHost, stopOnSignals } from './hostProcess.ts';

endOnBugs();
const settings = settingsOfProcess('serve');
if (settings !== null) {
  let host: Host | null = null;
  stopOnSignals(async () => host?.close());
  host = await startHost(settings, { tryNextPorts: false });
}
