export const en = {
  title: 'Organiser',
  password: 'Password',
  submit: 'Log in',
  cancel: 'Cancel',
  wrong: 'This password is not right.',
  slow: 'Too many attempts. Please wait a little.',
  offline: 'The host does not answer. Please try again.',
};

export type LogInTexts = typeof en;
