/** A host that announces draws, and phones with chains of their own. */
import { createHash } from 'node:crypto';
import type { Announcement } from '../../src/core/fairness/announcement.ts';
import { commitmentOf, phoneLink } from '../../src/core/fairness/phoneChain.ts';
import { verify, type Verdict } from '../../src/core/fairness/verify.ts';
import type { OperatorView } from '../../src/contract/stage/views.ts';
import type { RouteBody } from '../../src/contract/routes.ts';
import { openSqliteStores } from '../../src/host/openSqliteStores.ts';
import type { Stores } from '../../src/host/stores.ts';
import { createManualClock, type ManualClock } from './manualClock.ts';
import { hostForTest, type HostOptions, type TestHost } from './host.ts';
import { connectScreen, type Screen } from './screens.ts';

const ANSWER_WITHIN_MS = 10_000;

export interface FairHost {
  readonly open: TestHost;
  readonly clock: ManualClock;
  readonly prizeId: string;
  /** The store behind the host that is open now. */
  stores(): Stores;
  /** Hex of chain[1024] of the epoch in use: nobody outside the host may ever see it. */
  secret(): Promise<string>;
}

/** A host by a clock that stands still, with a prize of 50 that takes two winners at a time. */
export const fairHost = async (
  settings: RouteBody<'updateEvent'> = {},
  options: HostOptions = {},
  clock = createManualClock(),
): Promise<FairHost> => {
  const opened: Stores[] = [];
  const open = await hostForTest({
    clock,
    openStores: (folder, keeper) => {
      const stores = openSqliteStores(folder, { keeper });
      opened.push(stores);
      return stores;
    },
    ...options,
  });
  if (Object.keys(settings).length > 0) await open.admin('updateEvent', { body: settings });
  const prize = await open.admin('createPrize', { body: { name: 'Car', quantity: 50, winners_per_draw: 2 } });
  const stores = (): Stores => {
    const last = opened.at(-1);
    if (!last) throw new Error('no store was opened');
    return last;
  };
  return {
    open,
    clock,
    prizeId: prize.data.id,
    stores,
    secret: async () => {
      const chain = await stores().draws.chain(open.eventId);
      if (!chain) throw new Error('the event has no chain');
      return Buffer.from(chain.chainSecret).toString('hex');
    },
  };
};

export interface Phone {
  readonly token: string;
  readonly number: number;
  /** c[64] in hex. */
  readonly tip: string;
  /** What this phone would send in truth, with whatever a test puts in its place. */
  contribution(drawId: string, step: number, instead?: object): Record<string, unknown>;
}

const secretOf = (seed: string): string => createHash('sha256').update(seed).digest('hex');

/** Joins a phone whose chain follows from `seed`. */
export const joinPhone = async (open: TestHost, seed: string): Promise<Phone> => {
  const tip = secretOf(seed);
  const { data } = await open.call('register', {
    body: { event_id: open.eventId, entropy_commitment: commitmentOf(tip) },
  });
  return {
    token: data.session_token,
    number: data.draw_number,
    tip,
    contribution: (drawId, step, instead = {}) => ({
      draw_id: drawId,
      session_token: data.session_token,
      step,
      value: phoneLink(tip, step),
      ...instead,
    }),
  };
};

/** Joins so many, in the order of their numbers. */
export const joinPhones = async (open: TestHost, count: number, name = 'phone'): Promise<Phone[]> => {
  const phones: Phone[] = [];
  for (let nth = 1; nth <= count; nth += 1) phones.push(await joinPhone(open, `${name} ${nth}`));
  return phones;
};

/** Sends a contribution, or anything in its place; whether the host counts it. */
export const contribute = async (screen: Pick<Screen<'audience'>, 'socket'>, given: unknown): Promise<boolean> => {
  const counted: unknown = await screen.socket.timeout(ANSWER_WITHIN_MS).emitWithAck('contribute', given);
  if (typeof counted !== 'boolean') throw new Error(`the host answered ${JSON.stringify(counted)}`);
  return counted;
};

/** What the organiser is shown at this moment. */
export const deskNow = async (open: TestHost): Promise<OperatorView> => {
  const desk = await connectScreen(open.url, 'operator', { token: open.adminToken });
  const view = desk.view();
  desk.close();
  return view;
};

/** The announcement as a phone saves it. */
export const savedAnnouncement = async (open: TestHost, drawId: string): Promise<Announcement> => {
  const { data } = await open.call('announcement', { params: { draw_id: drawId } });
  return data.announcement as Announcement;
};

/** The proof of a draw, checked against the announcement that was saved before it. */
export const verdictOf = async (open: TestHost, drawId: string, saved: Announcement): Promise<Verdict> =>
  verify((await open.call('proof', { params: { draw_id: drawId } })).data, { announcement: saved });

export const WINDOW_MS = 3_000;
export const SPIN_MS = 6_000;

/** Lets the window pass, then the spin, until the result is on the stage. */
export const playOut = async (clock: ManualClock, screen: Screen<'audience'>, drawId: string): Promise<void> => {
  clock.advance(WINDOW_MS);
  // The delay takes its own time, whatever the clock says.
  await screen.until(({ draw }) => draw?.draw_id === drawId && draw.decided_at > 0);
  clock.advance(SPIN_MS);
  await screen.until(({ stage, draw }) => stage === 'winner' && draw?.draw_id === drawId);
};
