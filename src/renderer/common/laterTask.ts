/** Goes on in a later task. A message rather than a timer: browsers slow timers down, in hidden tabs to one a second. */
export const laterTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
