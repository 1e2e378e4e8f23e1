/** A draw as a host makes it, with the real protocol: what the views, the announcement and the receipts say of it. */
import type { AudienceView, PublicDraw } from '../../../../src/contract/stage/views.ts';
import { announcementHash, type Announcement } from '../../../../src/core/fairness/announcement.ts';
import { chainLink, sealOf } from '../../../../src/core/fairness/chain.ts';
import { delayed, delayHex, rootPower } from '../../../../src/core/fairness/delay.ts';
import { decide, delayInputOf } from '../../../../src/core/fairness/draw.ts';
import { entriesTree, phoneHolder, receiptOf, type Entry } from '../../../../src/core/fairness/entries.ts';
import {
  closeOf,
  planOf,
  roomEntropy,
  roomTree,
  type Contribution,
  type Entropy,
} from '../../../../src/core/fairness/entropy.ts';
import { fingerprint } from '../../../../src/core/fairness/fingerprint.ts';
import { commitmentOf, phoneLink } from '../../../../src/core/fairness/phoneChain.ts';
import { inclusionPath } from '../../../../src/core/fairness/merkle.ts';
import { finish } from '../../../../src/core/fairness/slices.ts';
import type { Ticket } from '../../../../src/renderer/common/storedTicket.ts';

export const EVENT = 'fair';
export const EVENT_SECRET = '5a'.repeat(32);
export const SEAL = sealOf(EVENT_SECRET);
export const ANNOUNCED_AT = Date.parse('2026-11-20T12:00:00.000Z');

export const tokenOf = (number: number): string => `token-${number}`;
export const secretOf = (number: number): string => number.toString(16).padStart(64, '0');

interface Held {
  readonly draw?: number;
  readonly contributors?: number;
  /** Steps of the delay. */
  readonly delay?: number;
  /** What is mixed in besides, or instead of, the room's randomness. */
  readonly others?: readonly Exclude<Entropy, { source: 'room' }>[];
  readonly asksRoom?: boolean;
}

/** Seven phones. The first `contributors` of them add their first step; one winner. */
export const holdDraw = ({
  draw = 3,
  contributors = 5,
  delay: steps = 12,
  others = [],
  asksRoom = true,
}: Held = {}) => {
  const entries = Array.from({ length: 7 }, (_, index): Entry => {
    const number = index + 1;
    return [number, 1, phoneHolder(tokenOf(number)), commitmentOf(secretOf(number))];
  });
  const tree = entriesTree(entries);
  const announcement: Announcement = {
    v: 'ld2',
    event: EVENT,
    epoch: 1,
    draw,
    prize: { id: 'p1', name: 'City bike', rank: 1 },
    winners: 1,
    reserves: 1,
    entries: { count: tree.count, root: tree.root },
    entropy: [...(asksRoom ? (['room'] as const) : []), ...others.map(planOf)],
    delay: steps,
    rule: 'Everybody who has joined and has not won yet.',
    announced_at: new Date(ANNOUNCED_AT).toISOString(),
  };
  const room = entries
    .slice(0, asksRoom ? contributors : 0)
    .map(([number]): Contribution => [number, 1, phoneLink(secretOf(number), 1)]);
  const entropy: Entropy[] = [...(asksRoom ? [finish(roomEntropy(room))] : []), ...others];
  const reveal = chainLink(EVENT_SECRET, draw);
  const input = delayInputOf({ announcement, chainLink: reveal, entropy });
  const delay = delayHex(finish(delayed(input, announcement.delay, rootPower)));
  const { winners } = decide({ announcement, chainLink: reveal, entries, entropy, room, delay });
  const hash = announcementHash(announcement);
  const armed: PublicDraw = {
    draw_id: `d${draw}`,
    epoch: 1,
    draw,
    seal: SEAL,
    announcement_hash: hash,
    fingerprint: fingerprint(hash),
    announced_at: ANNOUNCED_AT,
    sources: [...announcement.entropy],
    entropy_until: ANNOUNCED_AT + 3_000,
    delay: announcement.delay,
    close: null,
    reveal: null,
    delay_result: null,
    entropy: null,
    prize_name: 'City bike',
    prize_rank: 1,
    prize_description: '',
    image_url: null,
    count: 1,
    entries: tree.count,
    started_at: 0,
    decided_at: 0,
    stopping_at: 0,
    reveal_at: 0,
    winners: null,
    forfeits: [],
    step_in: null,
  };
  const close = closeOf(entropy);
  const closed: PublicDraw = { ...armed, close, started_at: ANNOUNCED_AT + 3_000 };
  const revealed: PublicDraw = {
    ...closed,
    decided_at: ANNOUNCED_AT + 5_000,
    stopping_at: ANNOUNCED_AT + 6_000,
    reveal_at: ANNOUNCED_AT + 9_000,
    reveal,
    delay_result: delay,
    entropy,
    winners: winners.map((draw_number) => ({ draw_number })),
  };
  return {
    armed,
    closed,
    close,
    revealed,
    /** The answers of the host's routes. */
    announcement: { announcement, announcement_hash: hash, fingerprint: fingerprint(hash), seal: SEAL },
    receipt: (number: number) => {
      const place = room.findIndex(([contributor]) => contributor === number);
      const [, step, value] = room[place] ?? [];
      const path = place < 0 ? [] : inclusionPath(finish(roomTree(room)), place);
      const contribution = place < 0 ? null : { step, value, index: place, path: [...path] };
      return { ...receiptOf(entries, tree, number - 1), root: tree.root, contribution };
    },
  };
};

export const viewOf = (own: Partial<AudienceView> = {}): AudienceView => ({
  protocol: 1,
  now: ANNOUNCED_AT,
  id: EVENT,
  name: 'Autumn Fair',
  number_width: 3,
  registration_open: true,
  join_round: 1,
  seal: SEAL,
  salt_hash: 'ef'.repeat(32),
  stage: 'idle',
  draw: null,
  count: 7,
  draws: 0,
  ...own,
});

export const ticketOf = (number: number, own: Partial<Ticket> = {}): Ticket => ({
  eventId: EVENT,
  token: tokenOf(number),
  drawNumber: number,
  joinRound: 1,
  joinedAt: ANNOUNCED_AT - 60_000,
  eventName: 'Autumn Fair',
  numberWidth: 3,
  wins: [],
  celebrated: [],
  ...own,
});
