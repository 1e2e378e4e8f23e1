import { describe, expect, it } from 'vitest';
import { actorWords, namesIn, recordWords } from '../../../../../src/renderer/admin/sections/log/logWords.ts';
import {
  EMPTY_LOG,
  newestFirst,
  RECORDS_A_PAGE,
  withPage,
  type LogRecord,
} from '../../../../../src/renderer/admin/sections/log/records.ts';
import { en } from '../../../../../src/renderer/admin/sections/log/texts.en.ts';
import { ko } from '../../../../../src/renderer/admin/sections/log/texts.ko.ts';

const hashOf = (seq: number): string => seq.toString(16).padStart(64, '0');
const record = (seq: number, action = 'prizes_ordered', details: unknown = {}): LogRecord => ({
  seq,
  event: 'event',
  at: '2026-11-20T12:00:00.000Z',
  actor: 'host',
  action,
  details,
  previous: hashOf(seq - 1),
  hash: hashOf(seq),
});
const records = (from: number, to: number): LogRecord[] =>
  Array.from({ length: to - from + 1 }, (_, index) => record(from + index));
const page = (list: LogRecord[], intact = true) => ({ intact, records: list, next_after: null });

describe('the log in the console', () => {
  it('grows piece by piece, and is intact while every piece follows from the one before', () => {
    const log = [page(records(1, 3)), page([]), page(records(4, 5))].reduce(withPage, EMPTY_LOG);
    expect(log.records.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(log.intact).toBe(true);
  });

  it('is broken where a piece is, where one is missing between two, and where its beginning is', () => {
    expect(withPage(EMPTY_LOG, page(records(1, 3), false)).intact).toBe(false);
    expect(withPage(withPage(EMPTY_LOG, page(records(1, 3))), page(records(5, 6))).intact).toBe(false);
    expect(withPage(EMPTY_LOG, page(records(2, 3))).intact).toBe(false);
  });

  it('stays broken, whatever follows', () => {
    const broken = withPage(EMPTY_LOG, page(records(1, 3), false));
    expect(withPage(broken, page(records(4, 6))).intact).toBe(false);
  });

  it('is shown newest first, a page at a time', () => {
    const all = records(1, RECORDS_A_PAGE + 2);
    const first = newestFirst(all, 0);
    expect(first.pages).toBe(2);
    expect([first.shown[0]?.seq, first.shown.at(-1)?.seq]).toEqual([RECORDS_A_PAGE + 2, 3]);
    expect(newestFirst(all, 1).shown.map(({ seq }) => seq)).toEqual([2, 1]);
    expect(newestFirst(all, 9).page).toBe(1);
    expect(newestFirst([], 0)).toEqual({ shown: [], page: 0, pages: 1 });
  });
});

describe('a record in words', () => {
  const announced = record(1, 'draw_announced', {
    draw_id: 'd7',
    announcement: { draw: 7, prize: { id: 'p', name: 'City bike', rank: 1 }, winners: 1, entries: { count: 300 } },
  });
  const added = record(2, 'prize_added', { id: 'p', name: 'City bike' });
  const names = namesIn([announced, added]);
  const say = (action: string, details: unknown = {}): string => recordWords(en, record(3, action, details), names, 3);

  it('tells of draws by their number and prize, though the record itself has only an id', () => {
    expect(recordWords(en, announced, names, 3)).toBe('Draw 7 announced: City bike, 1 winner of 300 entries');
    expect(say('draw_decided', { draw_id: 'd7', winners: [1, 2], reserves: [] })).toBe(
      'Draw 7 decided: City bike, 2 winners',
    );
    expect(say('draw_abandoned', { draw_id: 'd7' })).toBe('Draw 7 cancelled: City bike');
    expect(say('words_spoken', { draw_id: 'd7', text: 'banana' })).toBe('Word from the audience for draw 7: “banana”');
    expect(say('win_claimed', { draw_id: 'd7', draw_number: 42 })).toBe('Collected by 042: City bike');
  });

  it('never tells who was drawn: the console may be seen before the reveal', () => {
    expect(say('draw_decided', { draw_id: 'd7', winners: [271] })).not.toContain('271');
  });

  it('names what was changed, and fields that it does not know by their own names', () => {
    expect(say('event_changed', { spinMs: 1, roomEntropy: false, novelty: 1 })).toBe(
      'Settings changed: spin time, phones add randomness, novelty',
    );
    expect(say('prize_changed', { id: 'p', quantity: 3 })).toBe('Prize changed: City bike (quantity)');
    expect(
      say('prize_changed', {
        id: 'p',
        from: { quantity: 1, description: '' },
        to: { quantity: 3, description: 'red' },
      }),
    ).toBe('Prize changed: City bike (quantity from 1 to 3, description from (empty) to red)');
  });

  it('says values as people say them: seconds, on and off, languages, prizes by their names', () => {
    const from = { spinMs: 6_000, roomEntropy: true, projectorLanguage: null, nextPrizeId: 'p', wifiSsid: '' };
    const to = { spinMs: 2_500, roomEntropy: false, projectorLanguage: 'ko', nextPrizeId: null, wifiSsid: 'Venue' };
    expect(say('event_changed', { from, to })).toBe(
      'Settings changed: spin time from 6 s to 2.5 s, phones add randomness from on to off, ' +
        'projector language from (empty) to 한국어, next prize from City bike to (empty), Wi-Fi name from (empty) to Venue',
    );
    expect(say('event_changed', { from: { nextPrizeId: 'gone' }, to: { nextPrizeId: 'p' } })).toBe(
      'Settings changed: next prize',
    );
  });

  it.each([
    'event_made',
    'event_changed',
    'prize_added',
    'prize_changed',
    'prize_deleted',
    'prizes_ordered',
    'draw_announced',
    'words_spoken',
    'draw_closed',
    'draw_decided',
    'draw_revealed',
    'draw_abandoned',
    'draws_erased',
    'room_asked_again',
    'host_started',
    'seal_renewed',
    'draw_dismissed',
    'win_claimed',
    'reset',
    'logged_in',
    'login_refused',
    'logged_out',
    'password_changed',
    'network_chosen',
    'integrator_key_made',
    'integrator_key_revoked',
    'dead_letter_taken',
    'dead_letter_discarded',
  ])('has words for %s in every language, whatever its details are', (action) => {
    for (const t of [en, ko])
      for (const details of [{}, null, 'text', [1], { draw: 7, announcement: [] }])
        expect(recordWords(t, record(3, action, details), names, 3)).not.toMatch(/^$|_|undefined|NaN|object/);
  });

  it('tells by which way somebody came in, in the language of the screen', () => {
    const came = (by: string): string => recordWords(ko, record(3, 'logged_in', { by }), names, 3);
    expect(came('password')).toBe('로그인 (비밀번호)');
    expect(came('a way to come')).toBe('로그인 (a way to come)');
  });

  it('has the name itself for an action that it does not know', () => {
    expect(say('moon_landed')).toBe('moon_landed');
  });

  it('tells who did it', () => {
    expect(actorWords(en, 'host')).toBe('Host');
    expect(actorWords(en, 'nobody')).toBe('Not logged in');
    expect(actorWords(en, 'admin:3f9a01bc')).toBe('Organiser 3f9a01bc');
    expect(actorWords(en, 'key:till')).toBe('key:till');
  });
});

it('has words for what is done to campaigns, coupons and the staff password', () => {
  const names = namesIn([]);
  const words = (texts: typeof en, action: string, details: unknown) =>
    recordWords(texts, record(1, action, details), names, 3);
  expect(words(en, 'campaign_created', { name: 'Summer' })).toBe('Campaign created: Summer');
  expect(words(en, 'campaign_changed', { name: 'Summer' })).toBe('Campaign changed: Summer');
  expect(words(en, 'coupon_redeemed', { type: 'Coffee', code: 'ABCDE…' })).toBe('Coupon redeemed: Coffee (ABCDE…)');
  expect(words(en, 'staff_password_changed', {})).toBe('Staff password changed');
  for (const action of [
    'campaign_created',
    'campaign_changed',
    'coupon_redeemed',
    'staff_password_changed',
    'login_code_made',
  ])
    expect(words(ko, action, { name: '여름', type: '커피', code: 'ABCDE…' })).toMatch(/[가-힣]+/);
});

it('has words for what is done to rooms', () => {
  const names = namesIn([]);
  const details = { room_id: 'K7QM2X', gathering: 'g', draw_number: 7 };
  expect(recordWords(en, record(1, 'room_acquired', details), names, 3)).toBe('Room K7QM2X opened');
  expect(recordWords(en, record(1, 'room_person_removed', details), names, 3)).toBe('Room K7QM2X: 007 removed');
  for (const action of Object.keys(en.actions.rooms)) {
    expect(recordWords(ko, record(1, action, details), names, 3)).toMatch(/K7QM2X.*[가-힣]/);
  }
});
