/** The host alone, as this process’s flags and environment have it. */
import type { Host } from '../host/createHost.ts';
import { endOnBugsOfProcess, settingsOfProcess, startHost, stopOnSignals } from './hostProcess.ts';

endOnBugsOfProcess();
const settings = settingsOfProcess('serve');
if (settings !== null) {
  let host: Host | null = null;
  stopOnSignals(async () => host?.close());
  host = await startHost(settings, { tryNextPorts: false });
}
