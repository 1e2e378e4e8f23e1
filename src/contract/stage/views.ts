/**
 * What each kind of screen is shown of the stage, whole, at once on connecting and after every change. Privacy lives
 * here: a view holds what is listed and nothing else. Nothing of a winner is in `AudienceView` or in a `DisplayView`
 * without `control` before the reveal.
 */
import { Type, type Static } from 'typebox';
import { PRIZE_LIMITS } from '../event/limits.ts';
import { AdminPrize, CrowdView, EventSettings, PublicPrize, ScreenLanguage } from '../event/views.ts';
import { MAX_ADDRESSES } from '../network/limits.ts';
import { NetworkAddress } from '../network/views.ts';
import { ProblemView } from '../problems.ts';
import { Closed, Count, Nullable } from '../shared/text.ts';
import { VIEW_PROTOCOL } from '../shared/views.ts';
import { MAX_SOURCES, MAX_WINNERS } from './limits.ts';

/** What the projector is doing. `armed` belongs to draws that gather entropy first. */
export const Stage = Type.Union([
  Type.Literal('idle'),
  Type.Literal('armed'),
  Type.Literal('spinning'),
  Type.Literal('stopping'),
  Type.Literal('winner'),
]);
export type Stage = Static<typeof Stage>;

export const Winner = Closed({ draw_number: Type.Integer({ minimum: 1 }) });
export type Winner = Static<typeof Winner>;
export const Winners = Type.Array(Winner, { maxItems: MAX_WINNERS });

/** A winner who was absent, and who has taken their place. */
export const Forfeit = Closed({
  draw_number: Type.Integer({ minimum: 1 }),
  /** Null while the reels turn for the one who does, and where no reserve was left. */
  stepped_in: Nullable(Type.Integer({ minimum: 1 })),
});
export type Forfeit = Static<typeof Forfeit>;

/** The reels turn once more, for a reserve who steps in. Times are the host's clock, in ms since 1970. */
export const StepIn = Closed({
  /** For whom. */
  absent: Type.Integer({ minimum: 1 }),
  /** Who steps in; null until the reels have stood. */
  draw_number: Nullable(Type.Integer({ minimum: 1 })),
  started_at: Type.Integer(),
  stopping_at: Type.Integer(),
  reveal_at: Type.Integer(),
});
export type StepIn = Static<typeof StepIn>;

/** The draw on the stage, as everybody may see it. Times are the host's clock, in ms since 1970. */
export const PublicDraw = Closed({
  draw_id: Type.String(),
  /** Which of the event's seal chains, from 1, and the position in it: 1, 2, … */
  epoch: Count,
  draw: Count,
  /** Hex of chain[0] of this draw's epoch. */
  seal: Type.String(),
  /** FAIRNESS section 4, in hex; a phone keeps it and holds the proof against it. */
  announcement_hash: Type.String(),
  /** The first 40 bits of it, to be read aloud and compared: XXXX-XXXX. */
  fingerprint: Type.String(),
  announced_at: Type.Integer(),
  /** The planned sources in the order in which they are mixed: "room", "spoken", "beacon:<round>". */
  sources: Type.Array(Type.String(), { maxItems: MAX_SOURCES }),
  /** Until when phones may add randomness; the moment of the announcement where they are not asked. */
  entropy_until: Type.Integer(),
  /** Steps of the announced delay, FAIRNESS section 6; 0: decided at once. */
  delay: Count,
  /**
   * FAIRNESS section 5: null until the entropy is closed. From then on nothing can be added, dropped or abandoned. `count`: how
   * many phones added randomness.
   */
  close: Nullable(Closed({ entropy_hash: Type.String(), count: Count })),
  /** chain[draw] in hex; null until the reveal. */
  reveal: Nullable(Type.String()),
  /** What the delay gave, y in 256 hex digits; null until the reveal. */
  delay_result: Nullable(Type.String()),
  /** What was mixed in, FAIRNESS section 5; null until the reveal. */
  entropy: Nullable(Type.Array(Type.Unknown(), { maxItems: MAX_SOURCES })),
  prize_name: Type.String(),
  prize_rank: Type.Integer(),
  prize_description: Type.String(),
  image_url: Nullable(Type.String()),
  /** How many winners are drawn. */
  count: Count,
  /** How many entries take part. */
  entries: Count,
  /** When its entropy was closed and the reels began to turn; 0 while armed. */
  started_at: Type.Integer(),
  /** When it was decided; 0 while armed and while its delay is computed, like the two moments below. */
  decided_at: Type.Integer(),
  /** The reels begin to stop: `stopping` begins. */
  stopping_at: Type.Integer(),
  /** The last reel stands: `winner` begins, and not before is anybody told. */
  reveal_at: Type.Integer(),
  /** As they were drawn; null until the reveal. */
  winners: Nullable(Winners),
  /** Which of them were absent, and those who stepped in and were absent too, in the order in which they were called. */
  forfeits: Type.Array(Forfeit, { maxItems: 2 * MAX_WINNERS }),
  /** The stage shows, or has shown last, a reserve who steps in; null while it shows the draw itself. */
  step_in: Nullable(StepIn),
});
export type PublicDraw = Static<typeof PublicDraw>;

const publicEvent = {
  id: Type.String(),
  name: Type.String(),
  /** Lucky numbers are shown padded with zeros to this many digits. */
  number_width: Type.Integer({ minimum: 1, maximum: 9 }),
  registration_open: Type.Boolean(),
  /** Rises when the participants are reset: a phone that sees another round than its own joins anew. */
  join_round: Count,
  /** FAIRNESS.md section 1: hex of chain[0]. */
  seal: Type.String(),
  /** FAIRNESS.md section 3: the hash of the salt of imported participants' holders, in hex. */
  salt_hash: Type.String(),
  stage: Stage,
  draw: Nullable(PublicDraw),
  /** Participants. */
  count: Count,
  /** Draws so far; fewer than before means that they were reset. */
  draws: Count,
};

/** GET /api/luckydraw/event. */
export const PublicEvent = Closed({
  ...publicEvent,
  prizes: Type.Array(PublicPrize, { maxItems: PRIZE_LIMITS.prizes }),
});
export type PublicEvent = Static<typeof PublicEvent>;

/** For phones: the same for all of them and small, so that one encoding serves ten thousand. */
export const AudienceView = Closed({
  protocol: Type.Literal(VIEW_PROTOCOL),
  /** The host's clock when this was sent, in ms since 1970. */
  now: Type.Integer(),
  ...publicEvent,
});
export type AudienceView = Static<typeof AudienceView>;

/** What only a projector that is logged in gets: what it may start, and how the reels will stop. */
export const DisplayControl = Closed({
  /** The decided numbers that the reels will show, in the order of drawing, before the reveal too. */
  plan: Nullable(Winners),
  /** What Space starts next; null when no prize is left or nobody can win. */
  next: Nullable(Closed({ prize_id: Type.String(), count: Count })),
});

export type DisplayControl = Static<typeof DisplayControl>;

/** For the projector. Without login `control` is null, and its reels land at the reveal. */
export const DisplayView = Closed({
  protocol: Type.Literal(VIEW_PROTOCOL),
  now: Type.Integer(),
  ...publicEvent,
  /** The same on every projector and in the console's preview. */
  language: ScreenLanguage,
  muted: Type.Boolean(),
  /** Which prize is drawn next; null when none is left. */
  next_prize_id: Nullable(Type.String()),
  prizes: Type.Array(PublicPrize, { maxItems: PRIZE_LIMITS.prizes }),
  /** The QR code holds exactly this. */
  join_url: Type.String(),
  /** The same for people to type: no scheme, no trailing slash. */
  join_text: Type.String(),
  wifi: Nullable(Closed({ ssid: Type.String(), password: Type.String() })),
  /** While armed: how many phones have added randomness so far. */
  contributions: Count,
  control: Nullable(DisplayControl),
});
export type DisplayView = Static<typeof DisplayView>;

/** For the admin console. */
export const OperatorView = Closed({
  protocol: Type.Literal(VIEW_PROTOCOL),
  now: Type.Integer(),
  ...publicEvent,
  settings: EventSettings,
  /** The features that this host has: the console shows the sections of these. */
  features: Type.Array(Type.String(), { maxItems: 100 }),
  prizes: Type.Array(AdminPrize, { maxItems: PRIZE_LIMITS.prizes }),
  control: DisplayControl,
  /** Participants who have not won. */
  eligible: Count,
  /** While armed: how many phones have added randomness so far, and how many attempts were not accepted. */
  contributions: Count,
  contributions_refused: Count,
  /** While armed: the announced words of the audience are still to be typed in. */
  awaiting_words: Type.Boolean(),
  /** Connected now. */
  phones: Count,
  displays: Count,
  /** Of these, projectors that are not logged in: they learn the winners with the phones, not before. */
  displays_without_login: Count,
  crowd: CrowdView,
  /** Rises with every change of the participants' list and of the draws' list: fetch them anew. */
  participants_revision: Count,
  draws_revision: Count,
  join_url: Type.String(),
  join_text: Type.String(),
  network: Closed({
    /** Chosen in the admin; null: the host chooses. */
    preferred: Nullable(Type.String()),
    current: Nullable(Type.String()),
    addresses: Type.Array(NetworkAddress, { maxItems: MAX_ADDRESSES }),
    /** True when --public-url decides. */
    fixed: Type.Boolean(),
  }),
  /** The last thing that went wrong and matters to the show; null when all is well. */
  problem: Nullable(ProblemView),
});
export type OperatorView = Static<typeof OperatorView>;
