import type { Contribution } from '../../../contract/draws/live.ts';
import type { Caller } from '../../platform/http/caller.ts';
import type { Platform } from '../../platform/feature.ts';
import type { Channel, Listen, Listener } from '../../platform/live/channel.ts';
import { holderOf } from '../draws/holder.ts';
import { MAX_TOKEN } from '../../../contract/shared/limits.ts';
import type { Reach } from '../network/reachability.ts';
import type { PhonesHere } from './phonesHere.ts';
import type { Stages } from './service.ts';
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
/** A phone says whose it is when it connects, and after it has joined: so often in a round of participants. */
const MAX_NAMINGS = 3;
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

const isAdmin = ({ scope }: Caller): boolean => scope === 'admin';

/** The channels of the stage, each keyed by the event: what phones, displays and the console are shown. */
export const createStageChannels = (
  platform: Pick<Platform, 'clock' | 'live' | 'logger'>,
  needs: { stages: Stages; show: () => ShowState; reach: () => Reach; phonesHere: PhonesHere },
): readonly Channel[] => {
  const { clock, live } = platform;
  const { stages, show, reach, phonesHere } = needs;
  const isActive = (key: string): boolean => key === show().event.id;
  const presence = (key: string): Presence => ({
    phones: live.members('audience', key, ''),
    displays: live.members('display', key, ANYBODYS) + live.members('display', key, CONTROL),
  });

  /** Takes what phones add to the armed draw. Never trust a phone: any value may come, any number of times. */
  const listenToPhone: Listen = () => {
    let drawId = '';
    let sent = 0;
    let named = 0;
    let round = 0;
    const here = phonesHere.connection();
    const hear: Listener['hear'] = {
      here: (token) => {
        const { joinRound } = show().event;
        named = joinRound === round ? named + 1 : 1;
        round = joinRound;
        if (named <= MAX_NAMINGS && isText(token, MAX_TOKEN)) here.is(Buffer.from(holderOf(token)).toString('hex'));
      },
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
    return { hear, left: here.gone };
  };

  return [
    {
      name: 'audience',
      admit: ({ key }) => (isActive(key) ? { variant: '', caller: null } : 'unknown_channel'),
      view: () => audienceView(show(), clock.now()),
      counts: () => audienceCounts(show()),
      pace: phonesEveryMs,
      listen: listenToPhone,
    },
    {
      name: 'display',
      admit: ({ key, caller, handshake }) => {
        if (!isActive(key)) return 'unknown_channel';
        if (isAdmin(caller)) return { variant: handshake.mirror === true ? MIRROR : CONTROL, caller };
        return live.members('display', key, ANYBODYS) < MAX_DISPLAYS
          ? { variant: ANYBODYS, caller: null }
          : 'too_many_connections';
      },
      view: (_key, variant) => displayView(show(), clock.now(), reach(), variant !== ANYBODYS),
      counts: () => displayCounts(show()),
      pace: () => SCREENS_EVERY_MS,
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
