import type {
  AdminPrize,
  CrowdView,
  EventSettings,
  PublicPrize,
  ScreenLanguage,
} from '../../../contract/event/views.ts';
import { remaining } from '../../../core/stage/prizes.ts';
import type { CrowdCounts } from './crowd.ts';
import { imageUrl } from './picture.ts';
import type { EventRecord, PrizeRecord } from './store.ts';

export const publicPrize = (prize: PrizeRecord): PublicPrize => ({
  id: prize.id,
  name: prize.name,
  description: prize.description,
  rank: prize.rank,
  quantity: prize.quantity,
  remaining: remaining(prize),
  image_url: imageUrl(prize.imageId),
});

export const adminPrize = (prize: PrizeRecord): AdminPrize => ({
  ...publicPrize(prize),
  winners_per_draw: prize.winnersPerDraw,
  drawn: prize.drawn,
  version: prize.version,
});

export const crowdView = ({ here, neverSeen, largest }: CrowdCounts): CrowdView => ({
  here,
  never_seen: neverSeen,
  largest_address: largest && { numbers: largest.numbers, never_seen: largest.neverSeen },
});

/** Until somebody chooses, the projector speaks the language of the host's own system. */
const SYSTEM_LANGUAGE: ScreenLanguage = new Intl.DateTimeFormat().resolvedOptions().locale.startsWith('ko')
  ? 'ko'
  : 'en';
export const projectorLanguage = (event: EventRecord): ScreenLanguage => event.projectorLanguage ?? SYSTEM_LANGUAGE;

export const eventSettings = (event: EventRecord): EventSettings => ({
  name: event.name,
  number_width: event.numberWidth,
  spin_ms: event.spinMs,
  capacity: event.capacity,
  registration_open: event.registrationOpen,
  wifi_ssid: event.wifiSsid,
  wifi_password: event.wifiPassword,
  entropy_window_ms: event.entropyWindowMs,
  delay_ms: event.delayMs,
  room_entropy: event.roomEntropy,
  spoken_entropy: event.spokenEntropy,
  beacon_entropy: event.beaconEntropy,
  reserves: event.reserves,
  here_only: event.hereOnly,
  projector_language: projectorLanguage(event),
  projector_muted: event.projectorMuted,
  next_prize_id: event.nextPrizeId,
  version: event.version,
});
