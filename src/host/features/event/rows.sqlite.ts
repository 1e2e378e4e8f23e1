/** The rows of the event's tables, and the records that the port makes of them. */
import type { ScreenLanguage } from '../../../contract/event/views.ts';
import type { EventPatch, EventRecord, PrizePatch, PrizeRecord } from './store.ts';

export interface EventRow {
  id: string;
  name: string;
  number_width: number;
  spin_ms: number;
  capacity: number;
  registration_open: number;
  join_round: number;
  wifi_ssid: string;
  wifi_password: string;
  entropy_window_ms: number;
  delay_ms: number;
  room_entropy: number;
  spoken_entropy: number;
  beacon_entropy: number;
  participant_count: number;
  next_number: number;
  active: number;
  created_at: number;
  reserves: number;
  here_only: number;
  projector_language: ScreenLanguage | null;
  projector_muted: number;
  next_prize_id: string | null;
  version: number;
}

export interface PrizeRow {
  id: string;
  name: string;
  description: string;
  rank: number;
  quantity: number;
  winners_per_draw: number;
  image_id: string | null;
  drawn: number;
  version: number;
}

export const PRIZE_QUERY = `SELECT p.id, p.name, p.description, p.rank, p.quantity, p.winners_per_draw, p.image_id,
  p.version, (SELECT count(*) FROM prize_draws d JOIN wins w ON w.draw_id = d.draw_id
    WHERE d.prize_id = p.id AND w.forfeited_at IS NULL) AS drawn
  FROM prizes p`;

export const toEvent = (row: EventRow): EventRecord => ({
  id: row.id,
  name: row.name,
  numberWidth: row.number_width,
  spinMs: row.spin_ms,
  capacity: row.capacity,
  registrationOpen: row.registration_open === 1,
  joinRound: row.join_round,
  wifiSsid: row.wifi_ssid,
  wifiPassword: row.wifi_password,
  entropyWindowMs: row.entropy_window_ms,
  delayMs: row.delay_ms,
  roomEntropy: row.room_entropy === 1,
  spokenEntropy: row.spoken_entropy === 1,
  beaconEntropy: row.beacon_entropy === 1,
  participantCount: row.participant_count,
  active: row.active === 1,
  createdAt: row.created_at,
  reserves: row.reserves,
  hereOnly: row.here_only === 1,
  projectorLanguage: row.projector_language,
  projectorMuted: row.projector_muted === 1,
  nextPrizeId: row.next_prize_id,
  version: row.version,
});

export const toPrize = (row: PrizeRow): PrizeRecord => ({
  id: row.id,
  name: row.name,
  description: row.description,
  rank: row.rank,
  quantity: row.quantity,
  winnersPerDraw: row.winners_per_draw,
  imageId: row.image_id,
  drawn: row.drawn,
  version: row.version,
});

export const EVENT_COLUMNS: Record<keyof EventPatch, string> = {
  name: 'name',
  numberWidth: 'number_width',
  spinMs: 'spin_ms',
  capacity: 'capacity',
  registrationOpen: 'registration_open',
  wifiSsid: 'wifi_ssid',
  wifiPassword: 'wifi_password',
  entropyWindowMs: 'entropy_window_ms',
  delayMs: 'delay_ms',
  roomEntropy: 'room_entropy',
  spokenEntropy: 'spoken_entropy',
  beaconEntropy: 'beacon_entropy',
  reserves: 'reserves',
  hereOnly: 'here_only',
  projectorLanguage: 'projector_language',
  projectorMuted: 'projector_muted',
  nextPrizeId: 'next_prize_id',
};

/** What changes while the show runs, on other screens too: no reason to turn down somebody's edit of the settings. */
const OF_THE_SHOW: ReadonlySet<string> = new Set<keyof EventPatch>([
  'projectorLanguage',
  'projectorMuted',
  'nextPrizeId',
]);
export const changesSettings = (patch: EventPatch): boolean =>
  Object.keys(given(patch)).some((key) => !OF_THE_SHOW.has(key));

export const PRIZE_COLUMNS: Record<keyof PrizePatch, string> = {
  name: 'name',
  description: 'description',
  rank: 'rank',
  quantity: 'quantity',
  winnersPerDraw: 'winners_per_draw',
};

/** What a patch names. */
export const given = (patch: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));

/** What a change makes different, for the log: from what, to what; what stays as it was is not in it. */
export const changesOf = (
  before: object,
  patch: object,
): { from: Record<string, unknown>; to: Record<string, unknown> } => {
  const old = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(given(patch)).filter(([key, value]) => old.get(key) !== value);
  return {
    from: Object.fromEntries(changed.map(([key]) => [key, old.get(key)])),
    to: Object.fromEntries(changed),
  };
};

/** `a = ?, b = ?` and the values, for the columns that a patch names. */
export const assignments = (
  columns: Readonly<Record<string, string>>,
  patch: object,
): { readonly set: string; readonly values: readonly unknown[] } => {
  const named = Object.entries(given(patch)).filter(([key]) => key in columns);
  return {
    set: named.map(([key]) => `${columns[key]} = ?`).join(', '),
    values: named.map(([, value]) => (typeof value === 'boolean' ? Number(value) : value)),
  };
};
