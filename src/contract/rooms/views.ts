/**
 * What each kind of screen is shown of a room, whole, at once on connecting and after every change.
 *
 * For those who build screens: enter one channel with `connectLive`.
 * - `room`, key: the room's id. Phones, and anybody who knows the code. No login. `RoomView`.
 * - `room-host`, key: the room's id, `token`: the host token (an organiser's session does as well). `HostRoomView`.
 * - `shown-room`, key: `SHOWN_ROOM_KEY`. The room that the organiser has put on the projector. `ShownRoomView`.
 * `RoomFigures` travel apart as counts, so that they may come alone. A room's id is its join code: what people type is to
 * be written in capitals. What concerns one person (their text, whether it is shown, their own vote) is asked by
 * `roomSelf`, with the participant's session token, on entering and whenever `phase`, `gathering` or `moderated` changes.
 * A room that is `free` was released, or its host vanished; another `gathering` than before means that the room was given
 * to others meanwhile. Names and texts are plain text, in any script, to be shown as text and nothing else.
 */
import type { AnyView } from '../shared/live.ts';

/** `acquired`: it has a host, and nobody has joined yet. Who joins makes it `gathering`. */
export type RoomPhase = 'free' | 'acquired' | 'gathering' | 'voting' | 'result';

/** What a running vote shows: votes, bars without numbers, or nothing before the close. */
export type Tallies = 'numbers' | 'bars' | 'hidden';

/** `held`: waits for the host to show it. `hidden`: the host does not want it shown. */
export type TextState = 'held' | 'shown' | 'hidden';

/** Somebody in the room, as all may see them. `id`: from 1, in the order of joining; also of the text they wrote. */
export interface RoomPerson {
  readonly id: number;
  /** Null: they gave none, or it is not shown. */
  readonly name: string | null;
  /** Their lucky number, to be padded to `number_width`; null where the name is shown. */
  readonly draw_number: number | null;
  /** Null: not shown. */
  readonly text: string | null;
  readonly ready: boolean;
}

/** A text of the ballot. `name`: of whoever wrote it, if they gave one. */
export interface BallotText {
  readonly text_id: number;
  readonly text: string;
  readonly name: string | null;
}

/** `share`: of the longest bar, 0 to 1 in steps of 1/20 where numbers are not shown. `votes`: null where they are not. */
export interface Bar {
  readonly text_id: number;
  readonly share: number;
  readonly votes: number | null;
}

export interface RankedText extends BallotText {
  readonly votes: number;
  /** Texts with as many votes have the same rank: 1, 1, 3. */
  readonly rank: number;
}

/** `ballots`: people who voted. */
export interface RoomResult {
  readonly ballots: number;
  /** The best first, `ROOM_LIMITS.shownTexts` at most. */
  readonly texts: readonly RankedText[];
  /** Texts on the first place; several are a tie; empty where nobody voted. The first hundred of them. */
  readonly first: readonly number[];
  /** The text that has won; null while a tie is not decided, and where nobody voted. */
  readonly winner: number | null;
  /** The draw that decided a tie, with its proof at `/api/luckydraw/draws/{draw_id}/proof`. */
  readonly tie_draw: string | null;
}

/** What changes often; travels apart from the rest. */
export interface RoomFigures {
  readonly participants: number;
  readonly ready: number;
  readonly voted: number;
  /** Everybody in a small room, the newest in a large one (`ROOM_LIMITS`), in the order of joining. */
  readonly people: readonly RoomPerson[];
  /** While voting, as far as the host lets it be seen; the longest first. */
  readonly bars: readonly Bar[];
  /** Rises when the host has shown or hidden a text, or removed somebody. */
  readonly moderated: number;
}

/** The rest of a room as everybody may see it. Moments by the host's clock, ms since 1970. */
export interface PublicRoom {
  readonly room_id: string;
  readonly phase: RoomPhase;
  /** Of this use of the room; null while it is free. */
  readonly gathering: string | null;
  readonly number_width: number;
  readonly title: string;
  /** Nobody may join any more. */
  readonly locked: boolean;
  /** Texts are shown when the host has seen them. */
  readonly holds_texts: boolean;
  /** How many texts one may vote for. */
  readonly choices: number;
  /** When the vote closes by itself; null: when the host closes it. */
  readonly closes_at: number | null;
  /** While voting: the first of the texts, in order. More of them come by `roomTexts`. */
  readonly ballot: readonly BallotText[];
  readonly ballot_count: number;
  readonly result: RoomResult | null;
  /** Of the chain that a tie would be decided by, hex (FAIRNESS section 1). */
  readonly seal: string | null;
}

export interface RoomView extends AnyView, PublicRoom, RoomFigures {}

/** On the projector; `room` is null while none is shown. */
export interface ShownRoomView extends AnyView, RoomFigures {
  readonly room: PublicRoom | null;
  /** The QR code holds exactly this; the other is for people to type. */
  readonly join_url: string;
  readonly join_text: string;
}

/** The only group of the channel `shown-room`. */
export const SHOWN_ROOM_KEY = 'projector';

/** Somebody in the room as the host sees them. `voted`: null until the vote is closed (what they voted for is never known). */
export interface HostPerson {
  readonly id: number;
  readonly name: string | null;
  readonly draw_number: number;
  readonly text: string;
  readonly state: TextState;
  readonly ready: boolean;
  readonly voted: boolean | null;
}

export interface HostFigures extends RoomFigures {
  /** Texts that wait to be shown, and the first of them. */
  readonly held: number;
  readonly held_people: readonly HostPerson[];
  /** Rises with every change of the list of people: fetch it anew. */
  readonly people_revision: number;
  /** Among whom a stage draw may be made. */
  readonly groups: readonly RoomGroup[];
}

/** People of a room among whom a stage draw may be made: `group` of `draw` and `announce`. */
export interface RoomGroup {
  readonly group: string;
  readonly who: 'participants' | 'voters' | 'winners';
  readonly count: number;
}

export interface HostRoomView extends RoomView, HostFigures {
  /** How long a vote will be open, ms; 0: until the host closes it. */
  readonly vote_ms: number;
  readonly tallies: Tallies;
  /** It is on the projector. */
  readonly shown: boolean;
  readonly join_url: string;
  readonly join_text: string;
}

/** `GET /api/rooms/{id}/ws`: the room as a plain WebSocket, for other programs. The first message is a `room_status`. */
export type RoomFeedMessage =
  | {
      type: 'participant_joined';
      room_id: string;
      /** Who joined since the last message: of many, the newest. `joined`: how many. */
      data: { participants: number; joined: number; people: readonly RoomPerson[] };
    }
  | {
      type: 'participant_ready';
      room_id: string;
      data: { participants: number; ready: number; people: readonly RoomPerson[] };
    }
  | {
      type: 'voting_started';
      room_id: string;
      /** `redirect_url`: the room's page, which shows the vote; below the address of the host. `closes_at`: ISO 8601. */
      data: {
        redirect_url: string;
        choices: number;
        closes_at: string | null;
        texts: readonly BallotText[];
        texts_count: number;
      };
    }
  | {
      type: 'room_status';
      room_id: string;
      data: {
        status: RoomPhase;
        gathering: string | null;
        title: string;
        locked: boolean;
        participants: number;
        ready: number;
        voted: number;
        redirect_url: string | null;
        closes_at: string | null;
        result: RoomResult | null;
      };
    }
  | { type: 'result'; room_id: string; data: RoomResult };
