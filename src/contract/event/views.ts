import { Type, type Static } from 'typebox';
import { Closed, Count, Nullable } from '../shared/text.ts';

/** The languages that the screens speak. */
export const ScreenLanguage = Type.Union([Type.Literal('en'), Type.Literal('ko')]);
export type ScreenLanguage = Static<typeof ScreenLanguage>;

export const PublicPrize = Closed({
  id: Type.String(),
  name: Type.String(),
  description: Type.String(),
  rank: Type.Integer(),
  quantity: Count,
  remaining: Count,
  image_url: Nullable(Type.String()),
});
export type PublicPrize = Static<typeof PublicPrize>;

export const AdminPrize = Closed({
  ...PublicPrize.properties,
  /** How many winners one press of the draw button takes, unless said otherwise. */
  winners_per_draw: Type.Integer({ minimum: 1 }),
  drawn: Count,
  /** Rises with every change of its fields. */
  version: Count,
});
export type AdminPrize = Static<typeof AdminPrize>;

/** Which numbers have a phone, as far as phones have said whose they are. */
export const CrowdView = Closed({
  /** Numbers that a phone shows now. */
  here: Count,
  /** Numbers that no phone has ever shown. */
  never_seen: Count,
  /** The address that most of those came from, or else most numbers; null: nobody has joined. */
  largest_address: Nullable(Closed({ numbers: Count, never_seen: Count })),
});
export type CrowdView = Static<typeof CrowdView>;

export const EventSettings = Closed({
  name: Type.String(),
  number_width: Type.Integer(),
  spin_ms: Type.Integer(),
  capacity: Type.Integer(),
  registration_open: Type.Boolean(),
  wifi_ssid: Type.String(),
  wifi_password: Type.String(),
  /** How long phones may add randomness to a draw, ms. */
  entropy_window_ms: Type.Integer(),
  /** How long the delay between the close and the result of an announced draw takes, ms. */
  delay_ms: Type.Integer(),
  /** What is mixed into the draws that are started on the stage. */
  room_entropy: Type.Boolean(),
  spoken_entropy: Type.Boolean(),
  beacon_entropy: Type.Boolean(),
  /** Reserves of a draw, where its entries leave as many. */
  reserves: Count,
  /** Draws are among the phones that are here when they are announced. */
  here_only: Type.Boolean(),
  /** What every projector and its preview speak, and whether they are silent. */
  projector_language: ScreenLanguage,
  projector_muted: Type.Boolean(),
  /** The prize that was chosen to be drawn next; null, or one of which none is left: the first that is left. */
  next_prize_id: Nullable(Type.String()),
  /** Rises with every change of these, but for the projector's and the next prize. */
  version: Count,
});
export type EventSettings = Static<typeof EventSettings>;
