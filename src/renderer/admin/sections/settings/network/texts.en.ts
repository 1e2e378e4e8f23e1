export const en = {
  heading: 'Network',
  lead: 'The QR code leads phones to this address. They must be on the same network.',
  inQr: 'In the QR code now',
  fixed:
    'Fixed by an option that the host was started with (--public-url or --host). To choose here, start it without that option.',
  automatic: 'Automatic',
  automaticHint: 'The host chooses, and follows network changes',
  notHere: 'Not available now',
  kind: {
    lan: 'Local network',
    virtual: 'Virtual (VPN, containers)',
    link_local: 'No router found',
    loopback: 'This computer only',
  },
  kindWarning: 'phones can probably not reach it',
  saved: (url: string) => `The QR code now leads to ${url}.`,
};

export type NetworkSettingsTexts = typeof en;
