/** A record of the log in words. Its details are of many kinds. */
import { LANGUAGE_NAMES, LANGUAGES } from '../../../common/language.ts';
import { padNumber } from '../../../common/numbers.ts';
import type { LogRecord } from './records.ts';
import type { LogTexts } from './texts.en.ts';

type Details = Readonly<Record<string, unknown>>;

const isDetails = (value: unknown): value is Details =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const part = (details: unknown, key: string): unknown => (isDetails(details) ? details[key] : undefined);
const textOf = (details: unknown, key: string): string => {
  const value = part(details, key);
  return typeof value === 'string' ? value : '';
};
const numberOf = (details: unknown, key: string): number => {
  const value = part(details, key);
  return typeof value === 'number' ? value : 0;
};

/** The names of draws and prizes, of which later records tell only the ids. */
export interface Names {
  readonly draws: ReadonlyMap<string, { readonly draw: number; readonly prize: string }>;
  readonly prizes: ReadonlyMap<string, string>;
}

export const namesIn = (records: readonly LogRecord[]): Names => {
  const draws = new Map<string, { draw: number; prize: string }>();
  const prizes = new Map<string, string>();
  for (const { action, details } of records) {
    const announcement = part(details, 'announcement');
    if (action === 'draw_announced') {
      const prize = textOf(part(announcement, 'prize'), 'name');
      draws.set(textOf(details, 'draw_id'), { draw: numberOf(announcement, 'draw'), prize });
    }
    const name = textOf(details, 'name') || textOf(part(details, 'to'), 'name');
    if ((action === 'prize_added' || action === 'prize_changed') && name !== '')
      prizes.set(textOf(details, 'id'), name);
  }
  return { draws, prizes };
};

const isField = (t: LogTexts, field: string): field is keyof LogTexts['fields'] =>
  Object.keys(t.fields).includes(field);

type RoomAction = keyof LogTexts['actions']['rooms'];
const isRoomAction = (t: LogTexts, action: string): action is RoomAction =>
  Object.keys(t.actions.rooms).includes(action);

const isWay = (t: LogTexts, by: string): by is keyof LogTexts['ways'] => Object.keys(t.ways).includes(by);
const wayOf = (t: LogTexts, details: unknown): string => {
  const by = textOf(details, 'by');
  return isWay(t, by) ? t.ways[by] : by;
};

/** Characters. */
const MAX_SHOWN = 60;

/** A value of a field as it is shown, empty for none; null for what is too long, unknown or no text. */
const shownValue = (t: LogTexts, names: Names, field: string, value: unknown): string | null => {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? t.on : t.off;
  if (typeof value === 'number') return field.endsWith('Ms') ? t.seconds(value / 1_000) : String(value);
  if (typeof value !== 'string' || value.length > MAX_SHOWN || field === 'imageId') return null;
  if (field === 'nextPrizeId') return names.prizes.get(value) ?? null;
  const language = field === 'projectorLanguage' ? LANGUAGES.find((id) => id === value) : undefined;
  return language === undefined ? value : LANGUAGE_NAMES[language];
};
/** The fields that a change names, in words. A field that has no words here keeps its own name. */
const fieldsOf = (t: LogTexts, names: Names, details: unknown): string => {
  const from = part(details, 'from');
  const to = part(details, 'to');
  // Records of an older host name what a field was changed to, and not from what.
  const fields = isDetails(to) ? to : isDetails(details) ? details : {};
  return Object.keys(fields)
    .filter((field) => field !== 'id')
    .map((field) => {
      const name = isField(t, field) ? t.fields[field] : field;
      const before = isDetails(from) ? shownValue(t, names, field, from[field]) : null;
      const after = shownValue(t, names, field, fields[field]);
      return before === null || after === null ? name : t.fromTo(name, before, after);
    })
    .join(', ');
};

export const recordWords = (t: LogTexts, record: LogRecord, names: Names, numberWidth: number): string => {
  const { action, details } = record;
  const { actions } = t;
  const known = names.draws.get(textOf(details, 'draw_id'));
  const draw = known?.draw ?? 0;
  const prizeOfDraw = known?.prize ?? '';
  const prizeName = textOf(details, 'name') || names.prizes.get(textOf(details, 'id')) || '';
  const winners = part(details, 'winners');
  const announcement = part(details, 'announcement');
  switch (action) {
    case 'event_made':
      return actions.eventMade(textOf(details, 'name'));
    case 'event_changed':
      return actions.eventChanged(fieldsOf(t, names, details));
    case 'prize_added':
      return actions.prizeAdded(prizeName);
    case 'prize_changed':
      return actions.prizeChanged(prizeName, fieldsOf(t, names, details));
    case 'prize_deleted':
      return actions.prizeDeleted(prizeName);
    case 'prizes_ordered':
      return actions.prizesOrdered;
    case 'draw_announced':
      return actions.drawAnnounced(
        numberOf(announcement, 'draw'),
        textOf(part(announcement, 'prize'), 'name'),
        numberOf(announcement, 'winners'),
        numberOf(part(announcement, 'entries'), 'count'),
      );
    case 'words_spoken':
      return actions.wordsSpoken(draw, textOf(details, 'text'));
    case 'draw_closed':
      return actions.drawClosed(draw, prizeOfDraw);
    case 'draw_decided':
      return actions.drawDecided(draw, prizeOfDraw, Array.isArray(winners) ? winners.length : 0);
    case 'draw_revealed':
      return actions.drawRevealed(draw, prizeOfDraw);
    case 'draw_abandoned':
      return actions.drawAbandoned(draw, prizeOfDraw);
    case 'draws_erased':
      return actions.drawsErased(
        Array.isArray(part(details, 'draws')) ? (part(details, 'draws') as unknown[]).length : 0,
      );
    case 'room_asked_again':
      return actions.roomAskedAgain(draw, prizeOfDraw);
    case 'host_started':
      return actions.hostStarted;
    case 'seal_renewed':
      return actions.sealRenewed;
    case 'draw_dismissed':
      return actions.drawDismissed(draw);
    case 'winner_absent':
      return actions.winnerAbsent(
        padNumber(numberOf(details, 'draw_number'), numberWidth),
        prizeOfDraw,
        textOf(details, 'reason'),
      );
    case 'reserve_stepped_in':
      return actions.reserveSteppedIn(padNumber(numberOf(details, 'draw_number'), numberWidth), prizeOfDraw);
    case 'win_claimed':
      return actions.winClaimed(padNumber(numberOf(details, 'draw_number'), numberWidth), prizeOfDraw);
    case 'data_missing':
      return actions.dataMissing;
    case 'participants_removed':
      return actions.participantsRemoved(numberOf(details, 'removed'));
    case 'reset':
      return actions.reset(numberOf(details, 'removedDraws'), numberOf(details, 'removedParticipants'));
    case 'reset_undone':
      return actions.resetUndone(numberOf(details, 'restoredDraws'), numberOf(details, 'restoredParticipants'));
    case 'logged_in':
      return actions.loggedIn(wayOf(t, details));
    case 'login_refused':
      return actions.loginRefused(wayOf(t, details));
    case 'logged_out':
      return actions.loggedOut;
    case 'password_changed':
      return actions.passwordChanged;
    case 'login_code_made':
      return actions.loginCodeMade;
    case 'staff_password_changed':
      return actions.staffPasswordChanged;
    case 'campaign_created':
      return actions.campaignCreated(textOf(details, 'name'));
    case 'campaign_changed':
      return actions.campaignChanged(textOf(details, 'name'));
    case 'coupon_redeemed':
      return actions.couponRedeemed(textOf(details, 'type'), textOf(details, 'code'));
    case 'integrator_key_made':
      return actions.keyMade(textOf(details, 'name'));
    case 'integrator_key_revoked':
      return actions.keyRevoked(textOf(details, 'name'));
    case 'dead_letter_taken':
      return actions.messageTaken(textOf(details, 'source'));
    case 'dead_letter_discarded':
      return actions.messageDiscarded(textOf(details, 'source'));
    case 'network_chosen':
      return actions.networkChosen(textOf(details, 'preferred'));
    case 'sink_paused':
    case 'sink_resumed':
    case 'sink_replayed':
    case 'sink_tested':
      return actions.sinks[action](textOf(details, 'sink'));
    default:
      if (isRoomAction(t, action)) {
        return actions.rooms[action](
          textOf(details, 'room_id'),
          padNumber(numberOf(details, 'draw_number'), numberWidth),
        );
      }
      // An action of a later host has no words here. Its own name says more than nothing.
      return action;
  }
};

/** Who did it: `host`, `nobody`, or an organiser's session by the start of its token's hash. */
export const actorWords = (t: LogTexts, actor: string): string => {
  if (actor === 'host') return t.host;
  if (actor === 'nobody') return t.nobody;
  return actor.startsWith('admin:') ? t.organiser(actor.slice('admin:'.length)) : actor;
};
