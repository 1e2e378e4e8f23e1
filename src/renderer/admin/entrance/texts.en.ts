export const en = {
  connecting: 'Connecting to the host…',
  connectingLong: {
    title: 'The host does not answer',
    body: 'Nothing is lost: all results are stored on the host. Check that the program is running and that this device is on the same network. This page reconnects by itself.',
  },
  busyHost: 'The host has too many connections right now. This page keeps trying by itself.',
  stoppingHost: 'The host is shutting down. This page reconnects when it is back.',
  offline:
    'The host does not answer. Check that the program is running and that this device is on the same network, then try again.',
  logIn: {
    heading: 'Log in',
    lead: 'The organiser’s console of this draw.',
    password: 'Password',
    submit: 'Log in',
    submitting: 'Logging in…',
    empty: 'Enter the password.',
    expired: 'You were logged out. Log in to continue; the show was not affected.',
    ticketInvalid:
      'This login link was used already or has expired. Log in with the password, or open the console again from the desktop app.',
    forgotten: 'Forgot the password? Change it in the desktop app on the laptop that runs the draw.',
  },
  begin: {
    heading: 'Open the set-up link first',
    lead: 'This draw has no password yet. The link that sets one was printed when the program started:',
    terminal: 'In the terminal: look for the line that begins with “Set-up link”, and open its address in a browser.',
    app: 'With the desktop app: the console is open on the laptop already; set a password there under Settings.',
    lost: 'Can’t find it? Stop the program and start it again: it prints a new link.',
    retry: 'I have set a password',
    still: 'No password is set yet.',
  },
  setUp: {
    heading: 'Choose a password',
    lead: 'It keeps everybody else on the Wi-Fi out of this console.',
    password: 'New password',
    again: 'Confirm password',
    submit: 'Set password and continue',
    submitting: 'Setting…',
    toLogin: 'Log in instead',
  },
};

export type EntranceTexts = typeof en;
