import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hostForTest, numbersOf, upTo, type TestHost } from '../../support/host.ts';
import { createManualClock } from '../../support/manualClock.ts';
import { connectScreen } from '../../support/screens.ts';
import { createTightStorage } from '../../support/tightStorage.ts';

const LINE = 'x'.repeat(500);
const car = { prize_name: 'Car', prize_rank: 1, count: 1 };

/** Registers until the disk is full; who got a number. */
const fillUp = async (open: TestHost): Promise<{ draw_number: number; session_token: string }[]> => {
  const joined: { draw_number: number; session_token: string }[] = [];
  for (;;) {
    const answer = await open.call('register', { body: { event_id: open.eventId } });
    if (answer.code === null) joined.push(answer.data);
    else {
      expect([answer.status, answer.code]).toEqual([507, 'storage_full']);
      return joined;
    }
  }
};

describe('a full disk', () => {
  it('refuses what it cannot keep, keeps what it answered, and recovers by itself', async () => {
    const disk = createTightStorage();
    const open = await hostForTest({ openStores: disk.openStores });
    const desk = await connectScreen(open.url, 'operator', { token: open.adminToken });
    const phone = await connectScreen(open.url, 'audience');
    disk.fill();
    const joined = await fillUp(open);
    // A crowd that tries again and again is refused each time, and the screens are told of it once.
    const told = [phone.snapshots.length, desk.snapshots.length];
    await Promise.all(upTo(200).map(() => open.call('register', { body: { event_id: open.eventId } })));
    expect(phone.snapshots.length - (told[0] ?? 0)).toBeLessThan(5);
    expect(desk.snapshots.length - (told[1] ?? 0)).toBeLessThan(5);
    expect(numbersOf(joined)).toEqual(upTo(joined.length));
    // The organiser hears of it.
    const { problem } = await desk.until((view) => view.problem !== null);
    expect(problem).toMatchObject({ code: 'disk_full', message: expect.stringMatching(/disk is full/i) as string });

    // Whatever else is larger than the last free bytes of a page, sooner or later.
    const codes: unknown[] = [];
    for (let nth = 0; nth < 30 && !codes.includes('storage_full'); nth += 1)
      codes.push((await open.admin('createPrize', { body: { name: 'Car', description: LINE } })).code);
    expect(codes.at(-1)).toBe('storage_full');
    expect((await open.admin('prizes', {})).data.prizes).toHaveLength(codes.length - 1);
    expect((await open.call('register', { body: { event_id: open.eventId } })).code).toBe('storage_full');

    // What only reads goes on.
    expect((await open.call('event', {})).data.count).toBe(joined.length);
    expect((await open.admin('session', {})).status).toBe(200);
    for (const { session_token: token, draw_number } of joined.slice(0, 5))
      expect((await open.call('myNumber', { token })).data.draw_number).toBe(draw_number);
    const known = { event_id: open.eventId, session_token: joined[0]?.session_token ?? '' };
    if (joined.length > 0) expect((await open.call('register', { body: known })).data.is_existing).toBe(true);

    disk.free();
    const [next] = await open.join(1);
    expect(next?.draw_number).toBe(joined.length + 1);
    const again = await open.reopen();
    const { data } = await again.admin('participants', { query: { limit: 1_000 } });
    expect(data.participants.map(({ draw_number }) => draw_number)).toEqual(upTo(joined.length + 1));
  });

  it('makes no draw that it cannot keep', async () => {
    const disk = createTightStorage();
    const open = await hostForTest({ openStores: disk.openStores });
    await open.join(300);
    const phone = await connectScreen(open.url, 'audience');
    disk.fill();
    const refused = await open.admin('draw', { body: { ...car, count: 100 }, key: 'k' });
    expect([refused.status, refused.code]).toEqual([507, 'storage_full']);
    expect((await open.call('event', {})).data).toMatchObject({ stage: 'idle', draw: null });
    expect((await open.admin('draws', {})).data.total_count).toBe(0);
    disk.free();
    // The same request, with the same key, is made now that it can be.
    const drawn = await open.admin('draw', { body: { ...car, count: 100 }, key: 'k' });
    expect([drawn.status, drawn.data.draw]).toEqual([201, 1]);
    await phone.until(({ stage }) => stage === 'spinning');
    expect(
      phone.snapshots.filter(({ view }) => view.draw !== null && view.draw.draw_id !== drawn.data.draw_id),
    ).toEqual([]);
  });

  it('holds up no reveal', async () => {
    const clock = createManualClock();
    const disk = createTightStorage();
    const open = await hostForTest({ clock, openStores: disk.openStores });
    await open.join(5);
    const phone = await connectScreen(open.url, 'audience');
    const { data } = await open.admin('draw', { body: car });
    disk.fill();
    clock.advance(6_000);
    expect((await phone.until(({ stage }) => stage === 'winner')).draw?.winners).toEqual(data.winners);
    disk.free();
    clock.advance(2_000);
    const again = await open.reopen();
    expect((await again.call('event', {})).data).toMatchObject({ stage: 'winner', draw: { winners: data.winners } });
  });

  it('resets nothing that it could keep no copy of', async () => {
    const disk = createTightStorage();
    const open = await hostForTest({ openStores: disk.openStores });
    await open.join(20);
    disk.fill();
    const answer = await open.admin('reset', { body: { reset_participants: true, reset_draws: true }, key: 'k' });
    // With room for the copy elsewhere the reset itself may fit, for it frees more than it takes.
    expect([null, 'storage_full']).toContain(answer.code);
    expect((await open.call('event', {})).data.count).toBe(answer.code === null ? 0 : 20);
  });

  it('locks nobody out who is logged in, and stops no host when their session would be renewed', async () => {
    const clock = createManualClock();
    const disk = createTightStorage();
    const open = await hostForTest({ clock, openStores: disk.openStores });
    disk.fill();
    await fillUp(open);
    clock.advance(13 * 60 * 60_000);
    expect((await open.admin('session', {})).status).toBe(200);
    await connectScreen(open.url, 'operator', { token: open.adminToken });
    expect((await open.call('health', {})).status).toBe(200);
  });

  const mount = (): string | null => {
    const folder = mkdtempSync(join(tmpdir(), 'luckydraw-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
      return folder;
    } catch {
      // Only root may mount; the tests above fill the store in another way.
      rmSync(folder, { recursive: true });
      return null;
    }
  };

  it('of a real small disk is survived as well', async (context) => {
    const folder = mount();
    if (folder === null) return context.skip('SKIPPED: this user may not mount a small disk');
    onTestFinished(() => {
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    });
    const open = await hostForTest({ config: { dataDir: join(folder, 'data'), registrationLimit: 0 } });
    const joined = await open.join(50);
    const filler = join(folder, 'filler');
    for (let size = 65_536, written = 0; size >= 1_024;) {
      try {
        writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
        written += size;
      } catch {
        // Full for this size: the rest is filled with smaller pieces.
        size = Math.floor(size / 2);
      }
      expect(written).toBeLessThan(2_000_000);
    }
    joined.push(...(await fillUp(open)));
    const reset = await open.admin('reset', { body: { reset_participants: true, reset_draws: true } });
    expect([reset.status, reset.code]).toEqual([507, 'storage_full']);
    expect((await open.call('event', {})).data.count).toBe(joined.length);
    rmSync(filler);
    const [next] = await open.join(1);
    expect(next?.draw_number).toBe(joined.length + 1);
    const again = await open.reopen();
    const { data } = await again.admin('participants', { query: { limit: 1_000 } });
    expect(data.participants.map(({ draw_number }) => draw_number)).toEqual(upTo(joined.length + 1));
    await again.close();
  });
});
