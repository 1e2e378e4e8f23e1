/** The desktop app has its projector window already, and no page of it may open others. */
export const projectorOpensHere = (): boolean => globalThis.luckyDrawBridge === undefined;

/** Opens the projector's page, or brings it to the front. */
export const openProjector = (): void => {
  window.open('/lottery', 'luckydraw-projector');
};
