import type { Contribution } from '../../../contract/draws/live.ts';
import { MAX_TOKEN } from '../../../contract/shared/limits.ts';
import type { ReelsReport } from '../../../contract/stage/live.ts';
import type { Caller } from '../../platform/http/caller.ts';
import type { Platform } from '../../platform/feature.ts';
import { placeOf } from '../../platform/http/addresses.ts';
import { createQuota } from '../../platform/live/quota.ts';
import type { Channel, Listen } from '../../platform/live/channel.ts';
import { holderOf } from '../draws/holder.ts';
import type { Crowd } from '../event/crowd.ts';
import type { Reach } from '../network/reachability.ts';
import type { PhonesMoment } from './phonesMoment.ts';
import type { Stages } from './stages.ts';
import {
  audienceCounts,
  audienceView,
  displayCounts,
  displayView,
  operatorCounts,
  operatorView,
  type Presence,
  type ShowState,
} from './views.ts';

/** Counts reach the big screens four times a second, the phones more rarely the more of them there are. */
const SCREENS_EVERY_MS = 250;
const phonesEveryMs = (phones: number): number => Math.min(5_000, Math.max(SCREENS_EVERY_MS, phones / 2));
/** Displays are told four times a second, with all prizes: a crowd of them would cost more than it is worth. */
const MAX_DISPLAYS = 100;
/** Of those that are not logged in, from one address. */
const MAX_DISPLAYS_EACH = 20;
/** A phone says whose it is once, and again when its number is another one. */
const MAX_PRESENTATIONS = 5;
/** A phone sends one contribution to a draw, and once more if the answer was lost; the rest is a flood. */
const MAX_CONTRIBUTIONS = 3;

/** Who a display is: anybody's, one that is logged in, or a projector's page inside the admin console. */
const ANYBODYS = '';
const CONTROL = 'control';
const MIRROR = 'mirror';

const isText = (value: unknown, max: number): value is string => typeof value === 'string' && value.length <= max;

const readContribution = (value: unknown): Contribution | null => {
  if (typeof value !== 'object' || value === null) return null;
  const { draw_id, session_token, step, value: link } = value as Record<string, unknown>;
  if (!isText(draw_id, 64) || !isText(session_token, 256) || !isText(link, 64)) return null;
  return typeof step === 'number' && Number.isInteger(step) ? { draw_id, session_token, step, value: link } : null;
};

const readReels = (value: unknown): ReelsReport | null => {
  if (typeof value !== 'object' || value === null) return null;
  const { draw_id, standing } = value as Record<string, unknown>;
  return isText(draw_id, 64) && typeof standing === 'boolean' ? { draw_id, standing } : null;
};

const isAdmin = ({ scope }: Caller): boolean => scope === 'admin';

/** The channels of the stage, each keyed by the event: what phones, displays and the console are shown. */
export const createStageChannels = (
  platform: Pick<Platform, 'clock' | 'live' | 'logger'>,
  needs: { stages: Stages; phonesMoment: PhonesMoment; crowd: Crowd; show: () => ShowState; reach: () => Reach },
): readonly Channel[] => {
  const { clock, live } = platform;
  const { stages, phonesMoment, crowd, show, reach } = needs;
  const isActive = (key: string): boolean => key === show().event.id;
  const anybodys = createQuota(MAX_DISPLAYS_EACH);
  const presence = (key: string): Presence => ({
    crowd: crowd.counts(),
    phones: live.members('audience', key, ''),
    displays: live.members('display', key, ANYBODYS) + live.members('display', key, CONTROL),
    displaysWithoutLogin: live.members('display', key, ANYBODYS),
  });

  /** A phone shows one number at a time. */
  const listenToHolder = (left: AbortSignal): ((token: unknown) => void) => {
    let presented = 0;
    let leave: (() => void) | null = null;
    left.addEventListener('abort', () => leave?.());
    return (token) => {
      presented += 1;
      const nth = presented;
      if (nth > MAX_PRESENTATIONS || !isText(token, MAX_TOKEN)) return;
      crowd.arrive(holderOf(token)).then(
        (gone) => {
          if (gone === null) return;
          if (left.aborted || nth < presented) return gone();
          leave?.();
          leave = gone;
        },
        (error: unknown) => platform.logger.warn({ err: error }, 'a phone could not be looked up'),
      );
    };
  };

  /** Takes what phones add to the armed draw. Never trust a phone: any value may come, any number of times. */
  const listenToPhone: Listen = (left) => {
    let drawId = '';
    let sent = 0;
    return {
      present: listenToHolder(left),
      contribute: (given, answer) => {
        const contribution = readContribution(given);
        const current = stages.state().current?.id ?? '';
        if (current !== drawId) {
          drawId = current;
          sent = 0;
        }
        sent += 1;
        if (sent > MAX_CONTRIBUTIONS) return stages.refuseContribution();
        if (!contribution) {
          stages.refuseContribution();
          return answer(false);
        }
        const holder = holderOf(contribution.session_token);
        stages
          .contribute(contribution.draw_id, holder, contribution.step, contribution.value)
          .then(answer, (error: unknown) =>
            platform.logger.warn({ err: error }, 'a contribution could not be looked up'),
          );
      },
    };
  };

  /** Only a projector that is logged in knew where its reels stop; nobody else's word holds up the phones. */
  const listenToDisplay: Listen = (left, variant) => {
    const counts = variant === CONTROL;
    if (counts) left.addEventListener('abort', () => phonesMoment.gone(left));
    return {
      reels: (given, answer) => {
        const report = counts ? readReels(given) : null;
        if (report) phonesMoment.heard(left, report);
        answer(report !== null);
      },
    };
  };

  return [
    {
      name: 'audience',
      admit: ({ key }) => (isActive(key) ? { variant: '', caller: null } : 'unknown_channel'),
      view: () => audienceView({ ...show(), ...phonesMoment.picture() }, clock.now()),
      counts: () => audienceCounts(show()),
      pace: phonesEveryMs,
      listen: listenToPhone,
    },
    {
      name: 'display',
      admit: ({ key, address, caller, handshake }) => {
        if (!isActive(key)) return 'unknown_channel';
        if (isAdmin(caller)) return { variant: handshake.mirror === true ? MIRROR : CONTROL, caller };
        if (live.members('display', key, ANYBODYS) >= MAX_DISPLAYS) return 'too_many_connections';
        const place = placeOf(address);
        return anybodys.isFull(place)
          ? 'too_many_connections'
          : { variant: ANYBODYS, caller: null, entered: () => anybodys.take(place) };
      },
      view: (_key, variant) => displayView(show(), clock.now(), reach(), variant !== ANYBODYS),
      counts: () => displayCounts(show()),
      pace: () => SCREENS_EVERY_MS,
      listen: listenToDisplay,
    },
    {
      name: 'operator',
      admit: ({ key, caller }) => {
        if (!isAdmin(caller)) return 'unauthorized';
        return isActive(key) ? { variant: '', caller } : 'unknown_channel';
      },
      view: (key) => operatorView(show(), clock.now(), reach(), presence(key)),
      counts: (key) => operatorCounts(show(), presence(key)),
      pace: () => SCREENS_EVERY_MS,
    },
  ];
};
