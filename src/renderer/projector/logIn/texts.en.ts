export const en = {
  title: 'Organiser',
  password: 'Password, or the one-time code from the console',
  submit: 'Log in',
  cancel: 'Cancel',
  wrong: 'Wrong password. Try again.',
  wrongCode: 'This code is wrong, was used already or has expired.',
  slow: 'Too many attempts. Wait a little, then try again.',
  offline: 'The host does not answer. Try again.',
};

export type LogInTexts = typeof en;
