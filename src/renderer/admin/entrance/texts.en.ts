export const en = {
  connecting: 'Connecting to the host…',
  connectingLong: {
    title: 'The host does not answer',
    body: 'Nothing is lost: all results are stored on the host. Check that the program is running and that this device is in the same network. This page connects by itself.',
  },
  busyHost: 'The host has too many connections just now. This page tries again by itself.',
  stoppingHost: 'The host is shutting down. This page connects again when it is back.',
  offline:
    'The host does not answer. Check that the program is running and that this device is in its network, then try again.',
  logIn: {
    heading: 'Log in',
    lead: 'The control desk of this draw.',
    password: 'Password',
    submit: 'Log in',
    submitting: 'Logging in…',
    empty: 'Enter the password.',
    expired: 'You are logged out. Log in to continue; the show was not touched.',
    ticketInvalid:
      'This log-in link was used already or has expired. Log in with the password, or open the desk again from the desktop app.',
    forgotten: 'Password forgotten? It can be changed in the desktop app on the laptop that runs the draw.',
  },
  begin: {
    heading: 'Open the set-up link first',
    lead: 'This draw has no password yet. The link that sets one was printed when the program started:',
    terminal: 'In the terminal: the line that begins with “First, once”. Open its address in a browser.',
    app: 'With the desktop app: the console is open on the laptop already; set a password there under Settings.',
    lost: 'Not to be found any more? Stop the program and start it again: it prints a new link.',
    retry: 'A password is set now',
    still: 'There is no password yet.',
  },
  setUp: {
    heading: 'Choose a password',
    lead: 'It protects this control desk from everybody else on the Wi-Fi.',
    password: 'New password',
    again: 'Confirm password',
    submit: 'Set password and continue',
    submitting: 'Setting…',
    toLogin: 'Log in instead',
  },
};

export type EntranceTexts = typeof en;
