/** The phones' moment: when the reels of the projectors that are logged in stand, as those say themselves. */
import { describe, expect, it } from 'vitest';
import type { AudienceView } from '../../../../src/contract/stage/views.ts';
import { MAX_WAIT_MS } from '../../../../src/host/features/stage/phonesMoment.ts';
import { createManualClock } from '../../../support/manualClock.ts';
import { hostForTest, type TestHost } from '../../../support/host.ts';
import { connectScreen, type Screen } from '../../../support/screens.ts';

const SPIN_MS = 6_000;
const isTold = ({ stage }: Pick<AudienceView, 'stage'>): boolean => stage === 'winner';
const hasSteppedIn = ({ draw }: Pick<AudienceView, 'draw'>): boolean => typeof draw?.step_in?.draw_number === 'number';

/** A host whose reels turn for a draw, and a phone that watches. */
const spinning = async () => {
  const clock = createManualClock();
  const host = await hostForTest({ clock });
  await host.join(5);
  await host.admin('updateEvent', { body: { spin_ms: SPIN_MS } });
  const phone = await connectScreen(host.url, 'audience');
  const desk = await connectScreen(host.url, 'operator', { token: host.adminToken });
  const { data } = await host.admin('draw', { body: { prize_name: 'Car', prize_rank: 1, count: 1, reserves: 2 } });
  await phone.until(({ stage }) => stage === 'spinning');
  return { clock, host, phone, desk, drawId: data.draw_id };
};

const openProjector = (host: TestHost): Promise<Screen<'display'>> =>
  connectScreen(host.url, 'display', { token: host.adminToken });

/** Whether the host counts what a screen says of its reels. */
const say = async ({ socket }: Pick<Screen<'display'>, 'socket'>, report: unknown): Promise<boolean> =>
  (await socket.emitWithAck('reels', report)) as boolean;

/** What a phone that opens now is shown: like all others, whatever they have been sent. */
const shownNow = async (host: TestHost): Promise<AudienceView> => {
  const screen = await connectScreen(host.url, 'audience');
  screen.close();
  return screen.view();
};

/** The organiser knows; phones do not. */
const expectHeldUp = async ({ host, phone, desk }: Awaited<ReturnType<typeof spinning>>): Promise<void> => {
  await desk.until(isTold);
  expect(await shownNow(host)).toMatchObject({ stage: 'stopping', draw: { winners: null, reveal: null } });
  expect(phone.snapshots.some(({ view }) => isTold(view))).toBe(false);
};

/** The reveal is due, and the reels of one projector turn still. */
const heldUp = async () => {
  const venue = await spinning();
  const projector = await openProjector(venue.host);
  await say(projector, { draw_id: venue.drawId, standing: false });
  venue.clock.advance(SPIN_MS);
  await expectHeldUp(venue);
  return { ...venue, projector };
};

describe('phones are told a result', () => {
  it('when the reels of every projector stand, and not before', async () => {
    const venue = await spinning();
    const { clock, host, phone, drawId } = venue;
    const projectors = [await openProjector(host), await openProjector(host)] as const;
    for (const projector of projectors) expect(await say(projector, { draw_id: drawId, standing: false })).toBe(true);
    clock.advance(SPIN_MS);
    await expectHeldUp(venue);
    // The rest of the view is not held up.
    await host.admin('updateEvent', { body: { name: 'Renamed' } });
    expect((await phone.until(({ name }) => name === 'Renamed')).stage).toBe('stopping');
    await say(projectors[0], { draw_id: drawId, standing: true });
    await expectHeldUp(venue);
    await say(projectors[1], { draw_id: drawId, standing: true });
    expect((await phone.until(isTold)).draw?.winners).toHaveLength(1);
  });

  it('at the reveal where no projector turns its reels for this draw', async () => {
    const venue = await spinning();
    const { clock, host, phone, drawId } = venue;
    const projector = await openProjector(host);
    await say(projector, { draw_id: 'another', standing: false });
    const quick = await openProjector(host);
    await say(quick, { draw_id: drawId, standing: false });
    await say(quick, { draw_id: drawId, standing: true });
    clock.advance(SPIN_MS);
    await phone.until(isTold);
  });

  it('at once when the projector that was waited for is gone', async () => {
    const { phone, projector } = await heldUp();
    projector.close();
    await phone.until(isTold);
  });

  it('soon, when a projector hangs, and again for the reserve who steps in', async () => {
    const venue = await heldUp();
    const { clock, host, phone, drawId } = venue;
    clock.advance(MAX_WAIT_MS - 1);
    await expectHeldUp(venue);
    clock.advance(1);
    const winner = (await phone.until(isTold)).draw?.winners?.[0]?.draw_number ?? 0;
    expect(winner).toBeGreaterThan(0);

    // What it said of the draw does not hold up what comes after.
    await host.admin('absent', { params: { draw_id: drawId }, body: { draw_number: winner } });
    await phone.until(({ stage, draw }) => stage === 'spinning' && draw?.step_in !== null);
    clock.advance(SPIN_MS);
    await phone.until(hasSteppedIn);
  });

  it('for a reserve who steps in when the reels stand, too', async () => {
    const venue = await spinning();
    const { clock, host, phone, drawId } = venue;
    const projector = await openProjector(host);
    clock.advance(SPIN_MS);
    const winner = (await phone.until(isTold)).draw?.winners?.[0]?.draw_number ?? 0;
    await host.admin('absent', { params: { draw_id: drawId }, body: { draw_number: winner } });
    await say(projector, { draw_id: drawId, standing: false });
    clock.advance(SPIN_MS);
    await venue.desk.until(hasSteppedIn);
    expect((await shownNow(host)).draw?.step_in?.draw_number).toBeNull();
    await say(projector, { draw_id: drawId, standing: true });
    await phone.until(hasSteppedIn);
  });

  it('at the reveal whatever phones, screens without a login, the console’s preview, or junk say', async () => {
    const venue = await spinning();
    const { clock, host, phone, drawId } = venue;
    const report = { draw_id: drawId, standing: false };
    const unknown = await connectScreen(host.url, 'display');
    const mirror = await connectScreen(host.url, 'display', { token: host.adminToken, mirror: true });
    const projector = await openProjector(host);
    for (const screen of [unknown, mirror]) expect(await say(screen, report)).toBe(false);
    for (const junk of [null, 7, 'x', {}, { draw_id: drawId }, { draw_id: 1, standing: false }, [report]])
      expect(await say(projector, junk)).toBe(false);
    phone.socket.emit('reels', report);
    await shownNow(host);
    clock.advance(SPIN_MS);
    await phone.until(isTold);
  });

  it('no more of a draw that was taken off the stage meanwhile', async () => {
    const { host, phone } = await heldUp();
    await host.admin('dismiss', {});
    await phone.until(({ stage, draws }) => stage === 'idle' && draws === 1);
    expect(phone.snapshots.some(({ view }) => isTold(view))).toBe(false);
  });
});
