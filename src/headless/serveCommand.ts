/** The host alone, as this process’s flags and environment have it. */
import type { Host } from '../host/createHost.ts';
import { endOnBugs, settingsOfProcess, startHost, stopOnSignals } from './hostProcess.ts';

endOnBugs();
const settings = settingsOfProcess('serve');
if (settings !== null) {
  let host: Host | null = null;
  stopOnSignals(async () => host?.close());
  host = await startHost(settings, { tryNextPorts: false });
}
