export const en = {
  heading: 'Network',
  lead: 'The QR code leads phones to this address. They must be in the same network.',
  inQr: 'In the QR code now',
  fixed: 'Fixed by the way the host was started (--public-url or --host). To choose here, start it without.',
  automatic: 'Automatic',
  automaticHint: 'The host chooses and follows changes of the network',
  notHere: 'Not available now',
  kind: {
    lan: 'Local network',
    virtual: 'Virtual (VPN, containers)',
    link_local: 'No router found',
    loopback: 'This machine only',
  },
  kindWarning: 'phones will probably not reach it',
  saved: (url: string) => `The QR code now leads to ${url}.`,
};

export type NetworkSettingsTexts = typeof en;
