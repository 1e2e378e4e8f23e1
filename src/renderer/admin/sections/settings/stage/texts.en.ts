export const en = {
  heading: 'Displays',
  lead: 'The projector window runs full screen on one display of this machine.',
  display: (label: string, width: number, height: number) => `${label || 'Display'} · ${width} × ${height}`,
  primary: 'This laptop’s main display',
  projectorHere: 'Projector is here',
  moveHere: 'Move projector here',
  refresh: 'Look again',
  failed: 'The projector window could not be moved. The show goes on where it is.',
};

export type DisplaySettingsTexts = typeof en;
