import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Contribution } from '../../../../src/contract/draws/live.ts';
import type { AudienceView, PublicDraw } from '../../../../src/contract/stage/views.ts';
import { commitmentOf, verifyPhoneLink } from '../../../../src/core/fairness/phoneChain.ts';
import type { KeyValueStore } from '../../../../src/renderer/common/browserStorage.ts';
import { readAnnouncements, readFairnessRecord } from '../../../../src/renderer/common/storedFairness.ts';
import type { Ticket } from '../../../../src/renderer/common/storedTicket.ts';
import { followFairness } from '../../../../src/renderer/phone/fairness/followFairness.ts';
import { usedFor } from '../../../../src/renderer/phone/fairness/randomness.ts';
import { createJoiningSecret } from '../../../../src/renderer/common/joining/joiningSecret.ts';
import type { Known } from '../../../../src/renderer/phone/phoneState.ts';
import { memoryStorage } from '../../common/memoryStorage.ts';
import { ANNOUNCED_AT, EVENT, holdDraw, ticketOf, secretOf, viewOf } from './fairVenue.ts';

const WINDOW_MS = 200;
const draw: PublicDraw = { ...holdDraw().armed, entropy_until: ANNOUNCED_AT + WINDOW_MS };
const armed = viewOf({ stage: 'armed', draw });
const spinning = viewOf({ stage: 'spinning', draw: { ...draw, started_at: ANNOUNCED_AT + WINDOW_MS } });
/** The phone's own clock is wrong, which must not matter. */
const WRONG_MS = 3_600_000;
const { close } = holdDraw();
const closed = viewOf({ stage: 'spinning', draw: { ...draw, close } });
/** So long before the end of the window that what is sent now is sent in time. */
const early: PublicDraw = { ...draw, announced_at: ANNOUNCED_AT - 10_000, entropy_until: ANNOUNCED_AT + 1_005 };
const answerOf = (answers: (boolean | null)[]) => answers.shift() ?? null;

/** One page on a phone. The wire is the test's: what comes over it, and what the host answers to contributions. */
const openPage = (storage: KeyValueStore, ticket: Ticket | null, answers: (boolean | null)[]) => {
  let known: Known = { ticket, view: null, offline: false, refusal: null };
  let online = true;
  // The host's clock stands at the announcement unless it is moved.
  let now = ANNOUNCED_AT;
  let awake = true;
  const changed = new Set<() => void>();
  const sent: Contribution[] = [];
  const storedWhenSent: (number | undefined)[] = [];
  const senders = new Set<() => void>();
  const tell = (): void => changed.forEach((listener) => listener());
  const subscribe = (listener: () => void) => {
    changed.add(listener);
    return () => changed.delete(listener);
  };
  const fairness = followFairness(
    { known: () => known, subscribe },
    {
      get: () => ({ view: known.view, online, refused: null }),
      subscribe,
      hostNow: () => now,
      contribute: async (contribution) => {
        const { randomness } = readFairnessRecord(storage, ticketOf(3));
        storedWhenSent.push(randomness ? usedFor(randomness, contribution.draw_id)?.step : undefined);
        sent.push(contribution);
        for (const look of senders) look();
        return answerOf(answers);
      },
    },
    storage,
    { now: () => now + WRONG_MS, awakeSince: () => awake },
  );
  const contribution = () => fairness.get().announced?.contribution;
  return {
    sent,
    storedWhenSent,
    contribution,
    state: fairness.get,
    used: (drawId = draw.draw_id) => {
      const { randomness } = readFairnessRecord(storage, ticketOf(3));
      return randomness && usedFor(randomness, drawId);
    },
    see: (view: AudienceView) => {
      known = { ...known, view };
      tell();
    },
    goOnline: (isOnline: boolean) => {
      online = isOnline;
      tell();
    },
    fallAsleep: () => {
      awake = false;
    },
    passTo: (moment: number) => {
      now = moment;
    },
    /** Resolves when so many contributions were sent. */
    untilSent: (count: number) =>
      new Promise<void>((resolve) => {
        const look = (): void => void (sent.length >= count && resolve());
        senders.add(look);
        look();
      }),
    /** Resolves when the contribution's state is this one. */
    until: (wanted: string) =>
      new Promise<void>((resolve) => {
        const look = (): void => void (contribution() === wanted && (stop(), resolve()));
        const stop = fairness.subscribe(look);
        look();
      }),
  };
};

const joined = (): KeyValueStore => {
  const storage = memoryStorage();
  createJoiningSecret(storage).keep(EVENT, ticketOf(3).token, secretOf(3));
  return storage;
};

describe('a phone in an armed draw', () => {
  it('adds its next step by itself, once, and stores it before it is sent', async () => {
    const page = openPage(joined(), ticketOf(3), [true]);
    page.see(armed);
    expect(page.contribution()).toBe('adding');
    await page.until('added');
    page.see({ ...armed, count: 8 });
    page.see(spinning);
    expect(page.sent).toHaveLength(1);
    expect(page.storedWhenSent).toEqual([1]);
    const [sent] = page.sent;
    expect(sent).toMatchObject({ draw_id: draw.draw_id, session_token: ticketOf(3).token, step: 1 });
    expect(verifyPhoneLink(commitmentOf(secretOf(3)), 1, sent?.value)).toBe(true);
    expect(page.used()).toMatchObject({ countedUntil: draw.entropy_until });
  });

  it('uses the next step for the next draw', async () => {
    const storage = joined();
    const page = openPage(storage, ticketOf(3), [true, true]);
    page.see(armed);
    await page.until('added');
    page.see(viewOf({ stage: 'armed', draw: { ...draw, draw_id: 'd4', draw: 4 } }));
    await page.until('added');
    expect(page.sent.map(({ draw_id, step }) => [draw_id, step])).toEqual([
      ['d3', 1],
      ['d4', 2],
    ]);
  });

  it('sends the same step again when the answer was lost, or the page was loaded anew', async () => {
    const storage = joined();
    const before = openPage(storage, ticketOf(3), [null, null]);
    before.see(armed);
    await before.untilSent(2);
    before.goOnline(false);
    const after = openPage(storage, ticketOf(3), [true]);
    after.see(armed);
    await after.until('added');
    expect(new Set([...before.sent, ...after.sent].map(({ step, value }) => `${step} ${value}`)).size).toBe(1);
  });

  it('sends nothing again after a reload when the host has counted it', async () => {
    const storage = joined();
    const before = openPage(storage, ticketOf(3), [true]);
    before.see(armed);
    await before.until('added');
    const after = openPage(storage, ticketOf(3), []);
    after.see(armed);
    expect(after.contribution()).toBe('added');
    after.see(spinning);
    expect(after.sent).toEqual([]);
    // It was on another page that the host said so: it holds all the same.
    expect(after.used()).toMatchObject({ countedUntil: draw.entropy_until });
  });

  it('sends the same step again when a restarted host asks anew', async () => {
    const page = openPage(joined(), ticketOf(3), [true, true]);
    page.see(armed);
    await page.until('added');
    page.goOnline(false);
    page.goOnline(true);
    page.see(viewOf({ stage: 'armed', draw: { ...draw, entropy_until: draw.entropy_until + 10 } }));
    await page.until('added');
    expect(page.sent.map(({ step }) => step)).toEqual([1, 1]);
  });

  it('keeps what the host said of it when the connection breaks between the answer and the draw', async () => {
    const page = openPage(joined(), ticketOf(3), [true]);
    page.see(armed);
    await page.until('added');
    page.goOnline(false);
    page.goOnline(true);
    page.see(spinning);
    expect(page.used()).toMatchObject({ countedUntil: draw.entropy_until, stood: false });
  });

  it.each([
    ['was sent in time over a connection that stood until the close', early, false, true],
    ['was sent in the last second', draw, false, false],
    ['was sent over a connection that broke before the close', early, true, false],
  ])('remembers that what was not answered %s', async (_, sentIn, breaks, stood) => {
    const page = openPage(joined(), ticketOf(3), [null, null, null]);
    page.see(viewOf({ stage: 'armed', draw: sentIn }));
    await page.until('refused');
    if (breaks) {
      page.goOnline(false);
      page.goOnline(true);
    }
    page.see(viewOf({ stage: 'spinning', draw: { ...sentIn, close } }));
    expect(page.used()).toMatchObject({ step: 1, countedUntil: null, stood });
  });

  it('says that it came too late when the host refuses it', async () => {
    const page = openPage(joined(), ticketOf(3), [false]);
    page.see(armed);
    await page.until('refused');
    page.see(spinning);
    expect(page.contribution()).toBe('refused');
    expect(page.used()).toMatchObject({ step: 1, countedUntil: null, stood: false });
  });

  it.each<[string, AudienceView, Ticket | null]>([
    ['that has no number', armed, null],
    ['that joined later', armed, ticketOf(3, { joinedAt: ANNOUNCED_AT + 1 })],
    ['whose secret is lost', armed, ticketOf(5)],
    [
      'that sees it after the window',
      viewOf({ stage: 'armed', draw: { ...draw, entropy_until: ANNOUNCED_AT } }),
      ticketOf(3),
    ],
    ['that sees it when it is decided', spinning, ticketOf(3)],
    ['that is not asked', viewOf({ stage: 'armed', draw: { ...draw, sources: ['spoken'] } }), ticketOf(3)],
  ])('adds nothing on a phone %s, and shows the fingerprint all the same', (_, view, ticket) => {
    const page = openPage(joined(), ticket, [true]);
    page.see(view);
    expect(page.contribution()).toBe('none');
    expect(page.sent).toEqual([]);
  });

  it('adds nothing while it is offline', async () => {
    const page = openPage(joined(), ticketOf(3), [true]);
    page.see(armed);
    page.goOnline(false);
    await page.until('none');
    expect(page.sent).toEqual([]);
    expect(page.used()).toBeNull();
  });

  it('adds nothing once the window is over', async () => {
    const page = openPage(joined(), ticketOf(3), [true]);
    page.see(armed);
    page.passTo(draw.entropy_until);
    await page.until('none');
    expect(page.sent).toEqual([]);
  });
});

describe('a phone that follows the show', () => {
  it('keeps every announcement that it sees before the reveal, and the seal from when it joined', () => {
    const storage = joined();
    const page = openPage(storage, ticketOf(3), []);
    page.see(viewOf());
    page.see(spinning);
    expect([...readAnnouncements(storage)]).toMatchObject([
      ['d3', { announcement_hash: draw.announcement_hash, seal: draw.seal, epoch: 1, draw: 3, close: null }],
    ]);
    expect(readFairnessRecord(storage, ticketOf(3))).toMatchObject({
      seals: [{ epoch: 1, seal: draw.seal }],
      swapped: false,
    });
  });

  it('keeps the close with the time at which it came, and the result', () => {
    const storage = joined();
    const page = openPage(storage, ticketOf(3), []);
    page.see(armed);
    page.passTo(draw.entropy_until + 70);
    page.see(closed);
    const own = draw.entropy_until + WRONG_MS;
    const kept = { endsAt: own, close: { ...close, at: own + 70, watched: true }, revealed: false };
    expect(readAnnouncements(storage).get('d3')).toMatchObject(kept);
    page.see(viewOf({ stage: 'winner', draw: holdDraw().revealed }));
    expect(readAnnouncements(storage).get('d3')).toMatchObject({ ...kept, revealed: true });
  });

  it('does not say that it watched a close for which it was asleep, or offline', () => {
    const stores = [joined(), joined()];
    const [sleeping, away] = stores.map((storage) => openPage(storage, ticketOf(3), []));
    sleeping?.see(armed);
    sleeping?.fallAsleep();
    sleeping?.see(closed);
    away?.see(armed);
    away?.goOnline(false);
    away?.passTo(ANNOUNCED_AT + 1);
    away?.goOnline(true);
    away?.see(closed);
    for (const storage of stores) {
      expect(readAnnouncements(storage).get('d3')?.close).toMatchObject({ ...close, watched: false });
    }
  });

  it('notices a seal that is changed before its eyes, and forgives one that changed while it was away', () => {
    const other = viewOf({ seal: 'cd'.repeat(32) });
    const stores = [joined(), joined()];
    const [watching, away] = stores.map((storage) => openPage(storage, ticketOf(3), []));
    watching?.see(viewOf());
    watching?.see(other);
    away?.see(viewOf());
    away?.goOnline(false);
    away?.goOnline(true);
    away?.see(other);
    expect(stores.map((storage) => readFairnessRecord(storage, ticketOf(3)).swapped)).toEqual([true, false]);
  });
});

describe('the verdict', () => {
  afterEach(() => vi.useRealTimers());
  const { revealed } = holdDraw();
  const shown = viewOf({ stage: 'winner', draw: revealed, draws: 1 });
  const next = holdDraw({ draw: 4 });
  const late = ticketOf(3, { joinedAt: ANNOUNCED_AT + 1 });
  // No host answers here: a check that runs ends in asking again.
  const untilAsked = () => vi.advanceTimersByTimeAsync(30_000);

  it('names the draw that it is about, also when the stage is empty again', async () => {
    vi.useFakeTimers();
    const page = openPage(joined(), ticketOf(3), []);
    page.see(shown);
    await untilAsked();
    expect(page.state().verdict).toMatchObject({ state: 'checking', waiting: true, draw: { draw_id: 'd3' } });
    page.see(viewOf({ draws: 1 }));
    await untilAsked();
    expect(page.state().verdict).toMatchObject({ state: 'checking', draw: { draw_id: 'd3' } });
  });

  it('never stands under the next draw, not even where its check ends after that was announced', async () => {
    vi.useFakeTimers();
    const page = openPage(joined(), ticketOf(3), []);
    page.see(shown);
    page.see(viewOf({ stage: 'armed', draw: next.armed, draws: 1 }));
    await untilAsked();
    expect(page.state().verdict).toEqual({ state: 'none' });
    page.see(viewOf({ stage: 'winner', draw: next.revealed, draws: 2 }));
    expect(page.state().verdict).toMatchObject({ state: 'checking', draw: { draw_id: 'd4' } });
  });

  it('is of the draw that came while it was away, and of no round before this one', () => {
    const page = openPage(joined(), late, []);
    page.see(shown);
    expect(page.state().verdict).toMatchObject({ state: 'late', draw: { draw_id: 'd3' } });
    page.see(viewOf({ stage: 'winner', draw: next.revealed, draws: 2 }));
    expect(page.state().verdict).toMatchObject({ state: 'late', draw: { draw_id: 'd4' } });
    page.see(viewOf({ stage: 'armed', draw: { ...next.armed, draw_id: 'd5' }, join_round: 2 }));
    expect(page.state().verdict).toEqual({ state: 'none' });
  });
});
