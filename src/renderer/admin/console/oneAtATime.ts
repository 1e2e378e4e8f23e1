/**
 * Runs one request at a time: while one is under way, another answers null and is not sent. `setBusy` is
 * called with true at the start and with false at the end, however the request ends, so that no button stays stuck. What
 * a request throws is thrown on.
 */
export const createOneAtATime = (setBusy: (busy: boolean) => void) => {
  let underWay = false;
  return async <T>(request: () => Promise<T>): Promise<T | null> => {
    if (underWay) return null;
    underWay = true;
    setBusy(true);
    try {
      return await request();
    } finally {
      underWay = false;
      setBusy(false);
    }
  };
};
