/** Which display is the projector's and which the operator's; the same rule for every shell. */
export interface DisplayTraits {
  /** Built into the machine. */
  readonly internal: boolean;
  readonly primary: boolean;
}

/** An external display if there is one. On a desktop computer all are external: the one that is not the main one. */
export const pickProjectorDisplay = <D extends DisplayTraits>(displays: readonly D[]): D | null => {
  const external = displays.filter(({ internal }) => !internal);
  const laptop = external.length < displays.length;
  return external.find(({ primary }) => !primary) ?? (laptop ? external[0] : undefined) ?? null;
};

/** For the operator: the laptop's own display, or the main one, as long as it is not the projector's. */
export const pickAdminDisplay = <D extends DisplayTraits>(displays: readonly D[], projector: D | null): D | null => {
  const others = displays.filter((display) => display !== projector);
  return others.find(({ internal }) => internal) ?? others.find(({ primary }) => primary) ?? others[0] ?? null;
};
