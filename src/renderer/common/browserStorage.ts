/** As much of the Web Storage API as screens use. */
export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Gets a store of the browser; throws where the browser's settings forbid it. */
type OpenStore = () => KeyValueStore;

/**
 * Writes to every store there is and reads from the first that answers. Browsers may refuse storage (private tabs,
 * in-app browsers, a full disk): then what is left is the tab's, or this page's memory. Never throws.
 */
export const createFallbackStore = (open: readonly OpenStore[]): KeyValueStore => {
  const memory = new Map<string, string>();
  const onEach = <T>(use: (store: KeyValueStore) => T): T[] =>
    open.flatMap((opened) => {
      try {
        return [use(opened())];
      } catch {
        return []; // Forbidden or full: the other places hold it.
      }
    });
  return {
    getItem: (key) => onEach((store) => store.getItem(key)).find((value) => value !== null) ?? memory.get(key) ?? null,
    setItem: (key, value) => {
      memory.set(key, value);
      onEach((store) => store.setItem(key, value));
    },
    removeItem: (key) => {
      memory.delete(key);
      onEach((store) => store.removeItem(key));
    },
  };
};

/** What this browser remembers of a page: for good where it may, else for the tab, else as long as the page is open. */
export const createBrowserStorage = (): KeyValueStore =>
  createFallbackStore([() => localStorage, () => sessionStorage]);
