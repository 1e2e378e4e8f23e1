import { Type, type Static } from 'typebox';
import { Closed } from '../shared/text.ts';

export const NetworkAddress = Closed({
  /** The operating system's name of the interface, e.g. wlan0, en0, Wi-Fi. */
  interface: Type.String(),
  address: Type.String(),
  kind: Type.Union([
    Type.Literal('lan'),
    Type.Literal('virtual'),
    Type.Literal('link_local'),
    Type.Literal('loopback'),
  ]),
});
export type NetworkAddress = Static<typeof NetworkAddress>;
