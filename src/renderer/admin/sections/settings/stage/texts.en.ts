export const en = {
  heading: 'Displays',
  lead: 'The projector window fills one display of this computer.',
  display: (label: string, width: number, height: number) => `${label || 'Display'} · ${width} × ${height}`,
  primary: 'This laptop’s main display',
  projectorHere: 'The projector is here',
  moveHere: 'Move projector here',
  refresh: 'Refresh',
  failed: 'The projector window could not be moved. The show goes on where it is.',
};

export type DisplaySettingsTexts = typeof en;
