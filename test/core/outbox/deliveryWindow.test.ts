import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../../src/core/outbox/backoff.ts';
import { createDeliveryWindow, type Waiting } from '../../../src/core/outbox/deliveryWindow.ts';

interface Event extends Waiting {
  readonly wanted: boolean;
}

const MOST = { events: 50, bytes: 1_000_000, ahead: 60 };
const isWanted = ({ wanted }: Event): boolean => wanted;
const eventAt = (position: number, subject: string, wanted = true): Event => ({ position, subject, bytes: 1, wanted });

describe('the window of deliveries', () => {
  it('gives out each event once, in order for its subject, and marks no more than was delivered, whatever fails', () => {
    const subjects = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.boolean()), { maxLength: 120 });
    // What happens next: more is read, something is taken, or one of those under way ends well or badly.
    const steps = fc.array(fc.tuple(fc.constantFrom('offer', 'take', 'good', 'bad', 'mark', 'crash'), fc.nat(50)), {
      maxLength: 400,
    });
    fc.assert(
      fc.property(subjects, steps, fc.boolean(), fc.integer({ min: 1, max: 5 }), (list, todo, perSubject, batch) => {
        const all = list.map(([subject, wanted], index) => eventAt(index + 1, subject, wanted));
        const open = (position: number, ahead: readonly number[]) =>
          createDeliveryWindow<Event>({ position, ahead, perSubject, most: MOST });
        let window = open(0, []);
        let underWay: (readonly Event[])[] = [];
        const delivered: Event[] = [];
        const kept = { position: 0, ahead: new Set<number>() };
        const arrived = new Set<number>();

        const step = (what: string, choice: number): void => {
          const chosen = underWay[choice % Math.max(1, underWay.length)];
          if (what === 'offer' && window.hasRoom()) window.offer(all.slice(window.read(), window.read() + 7), isWanted);
          if (what === 'take') {
            const taken = window.take(batch);
            const keys = new Set(underWay.flat().map(({ subject }) => (perSubject ? subject : '')));
            for (const { subject } of taken) expect(keys.has(perSubject ? subject : '')).toBe(false);
            if (taken.length > 0) underWay.push(taken);
          }
          if (what === 'good' && chosen) {
            underWay = underWay.filter((each) => each !== chosen);
            window.delivered(chosen);
            for (const event of chosen) {
              delivered.push(event);
              arrived.add(event.position);
            }
          }
          if (what === 'bad' && chosen) {
            underWay = underWay.filter((each) => each !== chosen);
            const key = window.failed(chosen);
            if (choice % 2 === 0) window.release(key);
          }
          if (what === 'mark') {
            const mark = window.mark();
            if (choice % 5 === 0) return window.unmark(mark);
            kept.position = mark.position;
            kept.ahead = new Set([...kept.ahead, ...mark.ahead].filter((position) => position > mark.position));
            // Nothing is marked that did not arrive.
            for (const event of all)
              if (event.wanted && (event.position <= kept.position || kept.ahead.has(event.position)))
                expect(arrived.has(event.position)).toBe(true);
          }
          if (what === 'crash') {
            window = open(kept.position, [...kept.ahead]);
            underWay = [];
          }
        };
        for (const [what, choice] of todo) step(what, choice);
        // And then everything goes well.
        window.releaseAll();
        for (let guard = 0; guard < 1_000 && (window.settled() < all.length || underWay.length > 0); guard += 1) {
          for (const what of ['offer', 'take', 'take', 'good', 'good']) step(what, 0);
          window.releaseAll();
        }
        expect(window.settled()).toBe(all.length);
        expect(window.waiting(all.length)).toBe(0);
        expect([...arrived].sort((one, other) => one - other)).toEqual(
          all.filter(isWanted).map(({ position }) => position),
        );
        // In order for each subject: what comes was there before, or is the next one.
        for (const subject of ['a', 'b', 'c', 'd']) {
          const order = all.filter((event) => event.wanted && event.subject === subject);
          let seen = 0;
          for (const event of delivered.filter((each) => each.subject === subject)) {
            const place = order.indexOf(event) + 1;
            expect(place).toBeLessThanOrEqual(seen + 1);
            seen = Math.max(seen, place);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('lets others pass while a subject is refused, as far as its memory goes', () => {
    const window = createDeliveryWindow<Event>({ position: 0, ahead: [], perSubject: true, most: MOST });
    window.offer([eventAt(1, 'refused'), eventAt(2, 'fine'), eventAt(3, 'refused')], isWanted);
    window.failed(window.take(1));
    window.delivered(window.take(1));
    expect(window.take(1)).toEqual([]);
    expect([window.settled(), window.waiting(3), window.oldest()?.position]).toEqual([0, 2, 1]);
    for (let position = 4; window.hasRoom(); position += 1) {
      window.offer([eventAt(position, 'fine')], isWanted);
      window.delivered(window.take(1));
    }
    expect(window.read()).toBe(MOST.ahead);
    window.release('refused');
    expect(window.take(1)).toEqual([eventAt(1, 'refused')]);
  });

  it('refuses a gap, and events that were not taken: both are bugs', () => {
    const window = createDeliveryWindow<Event>({ position: 4, ahead: [], perSubject: true, most: MOST });
    expect(() => window.offer([eventAt(6, 'a')], isWanted)).toThrow(/does not follow/);
    window.offer([eventAt(5, 'a')], isWanted);
    expect(() => window.delivered([eventAt(5, 'a')])).toThrow(/not taken/);
  });
});

describe('the wait before the next try', () => {
  it('doubles up to its limit, and is anything up to that', () => {
    const limits = { firstMs: 100, mostMs: 1_000 };
    expect([1, 2, 3, 4, 5, 500].map((failures) => backoffMs(failures, limits, 1))).toEqual([
      100, 200, 400, 800, 1_000, 1_000,
    ]);
    expect(backoffMs(3, limits, 0)).toBe(0);
    expect(backoffMs(3, limits, 0.25)).toBe(100);
  });
});
