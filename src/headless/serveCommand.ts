/** The host alone, as this process’s flags and environment have it. */
import { endOnBugsOfProcess, settingsOfProcess, startHost, stopOnSignals } from './hostProcess.ts';

endOnBugsOfProcess();
const settings = settingsOfProcess('serve');
if (settings !== null) {
  const starting = startHost(settings, { tryNextPorts: false });
  // It answers requests a moment before it is started: a signal in between closes it, too.
  stopOnSignals(async () => (await starting)?.close());
  await starting;
}
