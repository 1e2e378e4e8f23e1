/**
 * Opens the projector's page, or brings it to the front. The desktop app has its projector window already: there the
 * shell opens no other one and brings that one to the front.
 */
export const openProjector = (): void => {
  window.open('/lottery', 'luckydraw-projector');
};
