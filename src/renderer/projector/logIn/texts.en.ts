export const en = {
  title: 'Organiser',
  password: 'Password, or the code from the console',
  submit: 'Log in',
  cancel: 'Cancel',
  wrong: 'This password is not right.',
  wrongCode: 'This code is wrong, was used or is too old.',
  slow: 'Too many attempts. Please wait a little.',
  offline: 'The host does not answer. Please try again.',
};

export type LogInTexts = typeof en;
