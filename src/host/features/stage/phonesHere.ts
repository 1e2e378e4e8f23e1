/** The phones that are here now, by their holder (FAIRNESS section 3, hex): at most one a connection. */
export interface PhonesHere {
  /** Who may be drawn among those who are here: by holder. */
  has(holder: string): boolean;
  /** For one connection: who it says it is, and that it is gone. */
  connection(): { readonly is: (holder: string) => void; readonly gone: () => void };
}

export const createPhonesHere = (): PhonesHere => {
  const connections = new Map<string, number>();
  const add = (holder: string, by: 1 | -1): void => {
    const count = (connections.get(holder) ?? 0) + by;
    if (count > 0) connections.set(holder, count);
    else connections.delete(holder);
  };
  return {
    has: (holder) => connections.has(holder),
    connection: () => {
      let own: string | null = null;
      const leave = (): void => {
        if (own !== null) add(own, -1);
        own = null;
      };
      return {
        is: (holder) => {
          leave();
          own = holder;
          add(holder, 1);
        },
        gone: leave,
      };
    },
  };
};
