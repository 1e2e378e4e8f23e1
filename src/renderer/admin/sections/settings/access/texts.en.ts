export const en = {
  heading: 'Access',
  current: 'Current password',
  next: 'New password',
  nextAgain: 'New password again',
  changePassword: 'Change password',
  changing: 'Changing…',
  passwordChanged: 'The password is changed. All other screens were logged out.',
  currentMissing: 'Enter the current password.',
  logout: 'Log out',
};

export type AccessSettingsTexts = typeof en;
