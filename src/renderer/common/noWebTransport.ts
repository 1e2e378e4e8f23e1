/** Stands in for a transport that no screen asks for and the host does not offer, so that phones do not load it. */
export const WT = undefined;
