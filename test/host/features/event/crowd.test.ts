import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostForTest, upTo, type HostOptions, type TestHost } from '../../../support/host.ts';
import { createManualClock } from '../../../support/manualClock.ts';
import { connectScreen, type Screen } from '../../../support/screens.ts';

const BURST = 1_500;

const desk = (open: TestHost): Promise<Screen<'operator'>> =>
  connectScreen(open.url, 'operator', { token: open.adminToken });

/** A phone's live connection, which has said whose number it shows. */
const phoneOf = async (open: TestHost, token: string): Promise<Screen<'audience'>> => {
  const screen = await connectScreen(open.url, 'audience');
  screen.socket.emit('present', token);
  return screen;
};

/** One client that asks for numbers as fast as it can; how many it got. */
const grab = async (open: TestHost, times: number): Promise<number> => {
  const answers = await Promise.all(upTo(times).map(() => open.call('register', { body: { event_id: open.eventId } })));
  expect(new Set(answers.map(({ code }) => code).filter((code) => code !== null))).toEqual(
    new Set(['too_many_registrations']),
  );
  return answers.filter(({ code }) => code === null).length;
};

const setUp = async (options: HostOptions = {}): Promise<{ open: TestHost; console: Screen<'operator'> }> => {
  const open = await hostForTest(options);
  return { open, console: await desk(open) };
};

describe('one phone that asks for many numbers', () => {
  it('gets a burst that a hall needs, then one a second', { timeout: 30_000 }, async () => {
    const clock = createManualClock();
    const open = await hostForTest({ clock });
    expect(await grab(open, BURST + 500)).toBe(BURST + 1);
    let more = 0;
    for (let second = 0; second < 20; second += 1) {
      clock.advance(1_000);
      more += await grab(open, 5);
    }
    expect(more).toBe(20);
  });

  it('keeps no hall out whose phones all come from one address', { timeout: 30_000 }, async () => {
    const { open, console } = await setUp({ config: { registrationLimit: 1_200 } });
    // 300 of a burst, at once, four times: each wave shows its numbers before the next one comes.
    for (let wave = 1; wave <= 4; wave += 1) {
      const joined = await open.join(300);
      await Promise.all(joined.map(({ session_token }) => phoneOf(open, session_token)));
      await console.until(({ crowd }) => crowd.here === wave * 300);
    }
    expect((await open.call('event', {})).data.count).toBe(1_200);
  });
});

describe('the crowd', () => {
  it('is told to the organiser: who has a phone here, who never had one, and the largest address', async () => {
    const { open, console } = await setUp();
    const [one, two] = await open.join(5);
    const first = await phoneOf(open, one?.session_token ?? '');
    await phoneOf(open, two?.session_token ?? '');
    const both = await console.until(({ crowd }) => crowd.here === 2);
    expect(both.crowd).toEqual({ here: 2, never_seen: 3, largest_address: { numbers: 5, never_seen: 3 } });
    first.close();
    const left = await console.until(({ crowd }) => crowd.here === 1);
    expect(left.crowd.never_seen).toBe(3);
  });

  it('counts a number once, on however many connections it is shown, and one number for each connection', async () => {
    const { open, console } = await setUp();
    const [one, two] = await open.join(2);
    const tokens = [one?.session_token ?? '', two?.session_token ?? ''];
    const tab = await phoneOf(open, tokens[0] ?? '');
    const other = await phoneOf(open, tokens[0] ?? '');
    await console.until(({ crowd }) => crowd.here === 1);
    tab.close();
    other.socket.emit('present', tokens[1]);
    await console.until(({ crowd }) => crowd.here === 1 && crowd.never_seen === 0);
    other.close();
    await console.until(({ crowd }) => crowd.here === 0);
  });

  it('hears nonsense without harm', async () => {
    const { open, console } = await setUp();
    const [phone] = await open.join(1);
    const screen = await connectScreen(open.url, 'audience');
    for (const nonsense of [undefined, null, 7, {}]) screen.socket.emit('present', nonsense);
    screen.socket.emit('present', phone?.session_token);
    await console.until(({ crowd }) => crowd.here === 1);
    // A connection that names one number after another is not listened to any more.
    screen.socket.emit('present', 'x'.repeat(200));
    const late = (await open.join(1))[0];
    screen.socket.emit('present', late?.session_token);
    await console.until(({ count }) => count === 2);
    expect(console.view().crowd).toMatchObject({ never_seen: 1 });
  });

  it('is remembered through a restart', async () => {
    const { open, console } = await setUp();
    const [one] = await open.join(3);
    await phoneOf(open, one?.session_token ?? '');
    await console.until(({ crowd }) => crowd.never_seen === 2);
    const again = await open.reopen();
    expect((await desk(again)).view().crowd).toEqual({
      here: 0,
      never_seen: 2,
      largest_address: { numbers: 3, never_seen: 2 },
    });
  });
});

describe('the organiser', () => {
  it('is told of one address that collects numbers, and that it is over', { timeout: 30_000 }, async () => {
    const clock = createManualClock();
    const { open, console } = await setUp({ clock });
    await open.join(250);
    clock.advance(3_000);
    expect(console.view().problem).toBeNull();
    clock.advance(3_000);
    const { problem } = await console.until((view) => view.problem !== null);
    expect(problem?.message).toContain('One address has joined 250 times');
    await open.admin('removeNeverSeen', { body: { from: 'largest_address' } });
    clock.advance(3_000);
    await console.until((view) => view.count === 0 && view.problem === null);
  });
});

describe('removing the numbers that no phone has ever shown', () => {
  it('keeps whoever has a phone, winners too, keeps a copy, and gives no number twice', async () => {
    const { open, console } = await setUp();
    await open.admin('updateEvent', { body: { spin_ms: 0 } });
    const joined = await open.join(6);
    await open.admin('draw', { body: { prize_name: 'Car', prize_rank: 1, count: 1, reserves: 0 } });
    const winner = (await open.admin('draws', {})).data.draws[0]?.winners[0]?.draw_number ?? 0;
    const [one, two] = joined.filter(({ draw_number }) => draw_number !== winner);
    const phone = await phoneOf(open, one?.session_token ?? '');
    await phoneOf(open, two?.session_token ?? '');
    await console.until(({ crowd }) => crowd.here === 2);
    // A phone that sleeps has been seen all the same.
    phone.close();
    await console.until(({ crowd }) => crowd.here === 1);
    const input = { body: { from: 'everywhere' as const }, key: 'remove-1' };
    const { data, text } = await open.admin('removeNeverSeen', input);
    expect(data.removed).toBe(3);
    expect(existsSync(join(open.dataDir, 'backups', data.backup))).toBe(true);
    expect((await open.admin('removeNeverSeen', input)).text).toBe(text);
    const left = await console.until(({ count }) => count === 3);
    expect(left).toMatchObject({ eligible: 2, crowd: { never_seen: 1 } });
    const listed = async (host: TestHost): Promise<number[]> =>
      (await host.admin('participants', {})).data.participants.map(({ draw_number }) => draw_number);
    const kept = [winner, one?.draw_number ?? 0, two?.draw_number ?? 0].sort((a, b) => a - b);
    expect(await listed(open)).toEqual(kept);
    expect((await open.admin('participants', {})).data).toMatchObject({ total_count: 3, last_number: kept.at(-1) });
    for (const { session_token: token, draw_number } of joined)
      expect((await open.call('myNumber', { token })).code).toBe(
        kept.includes(draw_number) ? null : 'participant_not_found',
      );
    expect((await open.join(1))[0]?.draw_number).toBe(7);
    const again = await open.reopen();
    expect(await listed(again)).toEqual([...kept, 7]);
    expect((await again.call('event', {})).data.count).toBe(4);
    expect((await again.admin('log', { query: { limit: 50 } })).text).toContain('participants_removed');
  });

  it('waits while a draw is announced with them', async () => {
    const { open } = await setUp();
    await open.join(3);
    const prize = (await open.admin('createPrize', { body: { name: 'Car' } })).data;
    await open.admin('announce', { body: { prize_id: prize.id } });
    const answer = await open.admin('removeNeverSeen', { body: { from: 'largest_address' } });
    expect([answer.status, answer.code]).toEqual([409, 'draw_in_progress']);
    expect((await open.call('event', {})).data.count).toBe(3);
  });
});
