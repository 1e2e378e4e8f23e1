import { describe, expect, it } from 'vitest';
import { createJoiningSecret } from '../../../src/renderer/phone/joiningSecret.ts';
import { createKeepsakes } from '../../../src/renderer/phone/keepsakes.ts';
import { bindStep } from '../../../src/renderer/phone/randomness.ts';
import type { Shelf } from '../../../src/renderer/phone/ticketStore.ts';
import { withSeen } from '../../../src/renderer/phone/witness.ts';
import { EVENT, holdDraw, ticketOf, tipOf, tokenOf } from './fairVenue.ts';

/** A store of a browser, as far as it is used. */
const browserShelf = (): Shelf => {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
};

describe('the secret tip of a joining', () => {
  it('is 256 random bits, the same for the same key, also after a reload', () => {
    const shelf = browserShelf();
    const tip = createJoiningSecret(shelf).tipFor('key');
    expect(tip).toMatch(/^[0-9a-f]{64}$/);
    expect(createJoiningSecret(shelf).tipFor('key')).toBe(tip);
    expect(createJoiningSecret(shelf).tipFor('another key')).not.toBe(tip);
    expect(createJoiningSecret(browserShelf()).tipFor('key')).not.toBe(tip);
  });

  it('stays what this tab has sent, whatever another tab with the same key stores', () => {
    const shelf = browserShelf();
    const [one, other] = [createJoiningSecret(shelf), createJoiningSecret(shelf)];
    const sent = one.tipFor('key');
    other.tipFor('another key');
    expect(one.tipFor('key')).toBe(sent);
  });
});

describe('what a phone keeps of its number', () => {
  const ticket = ticketOf(3);
  const joinedWith = (shelf: Shelf, number: number, tip: string): void =>
    createJoiningSecret(shelf).keep(EVENT, tokenOf(number), tip);

  it('begins with the tip that the host was given a commitment of', () => {
    const shelf = browserShelf();
    joinedWith(shelf, 3, tipOf(3));
    expect(createKeepsakes(shelf).of(ticket).randomness).toEqual({ tip: tipOf(3), used: [] });
  });

  it('keeps its earlier tip and its used steps when the same number comes again', () => {
    const shelf = browserShelf();
    joinedWith(shelf, 3, tipOf(3));
    const keepsakes = createKeepsakes(shelf);
    const own = keepsakes.of(ticket);
    const bound = own.randomness && bindStep(own.randomness, 'd1');
    keepsakes.write(ticket, { ...own, randomness: bound?.own ?? null });
    joinedWith(shelf, 3, tipOf(4));
    expect(keepsakes.of(ticket).randomness).toMatchObject({ tip: tipOf(3), used: [{ drawId: 'd1', step: 1 }] });
  });

  it('begins anew with a new number, and belongs to no other', () => {
    const shelf = browserShelf();
    joinedWith(shelf, 3, tipOf(3));
    joinedWith(shelf, 8, tipOf(8));
    const keepsakes = createKeepsakes(shelf);
    expect(keepsakes.of(ticketOf(8)).randomness).toEqual({ tip: tipOf(8), used: [] });
    expect(keepsakes.of(ticket)).toEqual({ token: ticket.token, randomness: null, seals: [], swapped: false });
  });

  it('is not believed when it is half written or not ours', () => {
    const shelf = browserShelf();
    const keepsakes = createKeepsakes(shelf);
    const good = { token: ticket.token, randomness: { tip: tipOf(3), used: [] }, seals: [], swapped: false };
    const read = (text: string) => {
      shelf.setItem(`luckydraw.fairness.${EVENT}`, text);
      return keepsakes.of(ticket).randomness;
    };
    expect(read(JSON.stringify(good))).toEqual(good.randomness);
    for (const bad of [
      '{"token',
      'null',
      JSON.stringify({ ...good, seals: [{}] }),
      JSON.stringify({ ...good, randomness: {} }),
    ])
      expect(read(bad)).toBeNull();
  });

  it('has the witness in the place where the check page looks for it', () => {
    const shelf = browserShelf();
    const { armed } = holdDraw();
    const seen = withSeen({}, armed, 5);
    createKeepsakes(shelf).writeWitness(seen);
    expect(JSON.parse(shelf.getItem('luckydraw.witness') ?? '')).toEqual({
      d3: { announcement_hash: armed.announcement_hash, seal: armed.seal, draw: 3, at: 5 },
    });
    expect(createKeepsakes(shelf).witness()).toEqual(seen);
  });
});
