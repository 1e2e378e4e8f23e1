import type { AudienceView, DisplayView, OperatorView } from './views.ts';

/** The stage's channels. `display` becomes a projector's, with `control`, for an organiser's session. */
export interface StageViews {
  audience: AudienceView;
  display: DisplayView;
  operator: OperatorView;
}

/** A projector that is logged in tells what its picture shows, from a frame that it has painted. */
export interface ReelsReport {
  draw_id: string;
  /** False while the reels turn. */
  standing: boolean;
}

/** Counts travel apart, so that five hundred winners are not sent again because somebody joined. */
export type AudienceCounts = Pick<AudienceView, 'count'>;
export type DisplayCounts = Pick<DisplayView, 'count' | 'contributions'>;
export type OperatorCounts = Pick<
  OperatorView,
  | 'count'
  | 'eligible'
  | 'contributions'
  | 'contributions_refused'
  | 'phones'
  | 'displays'
  | 'displays_without_login'
  | 'crowd'
  | 'participants_revision'
>;

/** `GET /api/luckydraw/ws`: the public feed of the event as a plain WebSocket, for other programs. */
export type PublicFeedMessage =
  | { type: 'participant_joined'; event_id: string; data: { count: number; joined: number } }
  | { type: 'stage_changed'; event_id: string; data: Pick<AudienceView, 'stage' | 'draw' | 'count'> }
  | {
      type: 'winners_revealed';
      event_id: string;
      data: {
        draw_id: string;
        prize_name: string;
        prize_rank: number;
        winners: { draw_number: number }[];
        /** The absent winner whose place the one winner of this message has taken. */
        steps_in_for?: number;
      };
    };
