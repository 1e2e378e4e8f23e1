import { describe, expect, it } from 'vitest';
import type { AdminPrize, EventSettings } from '../../../src/contract/views.ts';
import { readFragment } from '../../../src/renderer/admin/entrance/fragment.ts';
import { newPasswordFault } from '../../../src/renderer/admin/controls/newPassword.ts';
import { createIntention } from '../../../src/renderer/admin/console/requestKey.ts';
import { languageOf } from '../../../src/renderer/admin/languages.ts';
import { pageOf, stepsFrom } from '../../../src/renderer/admin/sections/participants/pages.ts';
import {
  editingNew,
  editingOf,
  isDirty,
  moved,
  pictureFault,
  readDraft,
  type PrizeDraft,
} from '../../../src/renderer/admin/sections/prizes/prizeDraft.ts';
import {
  isNameConfirmed,
  readSettings,
  settingsDraftOf,
  spinMs,
} from '../../../src/renderer/admin/sections/settings/event/eventDraft.ts';
import {
  isWindowDirty,
  windowMs,
  windowText,
} from '../../../src/renderer/admin/sections/settings/draws/windowDraft.ts';
import { readWords } from '../../../src/renderer/admin/sections/stage/readSpokenWords.ts';

const draft = (change: Partial<PrizeDraft> = {}): PrizeDraft => ({
  name: 'Speaker',
  description: '',
  rank: '1',
  quantity: '3',
  winnersPerDraw: '1',
  ...change,
});

const prize: AdminPrize = {
  id: 'p',
  name: 'Speaker',
  description: 'Loud',
  rank: 4,
  quantity: 3,
  remaining: 1,
  image_url: '/image',
  winners_per_draw: 2,
  drawn: 2,
};

describe("a prize's form", () => {
  it('is read with the spaces around trimmed', () => {
    expect(readDraft(draft({ name: '  Speaker ', quantity: ' 12 ' }), 0).fields).toEqual({
      name: 'Speaker',
      description: '',
      rank: 1,
      quantity: 12,
      winners_per_draw: 1,
    });
  });

  it('names every fault at once', () => {
    const { faults } = readDraft(
      { name: ' ', description: 'x'.repeat(501), rank: '0', quantity: '1.5', winnersPerDraw: '1001' },
      0,
    );
    expect(Object.keys(faults ?? {}).sort()).toEqual(['description', 'name', 'quantity', 'rank', 'winnersPerDraw']);
  });

  it('counts characters as people do, and takes the longest names', () => {
    expect(readDraft(draft({ name: '🎁'.repeat(120) }), 0).faults).toBeNull();
    expect(readDraft(draft({ name: '🎁'.repeat(121) }), 0).faults).toEqual({ name: { kind: 'length', max: 120 } });
  });

  it('refuses control characters', () => {
    expect(readDraft(draft({ name: 'a\u0007b' }), 0).faults).toEqual({ name: { kind: 'control' } });
  });

  it('does not let the quantity fall below what is drawn', () => {
    expect(readDraft(draft({ quantity: '2' }), 3).faults).toEqual({ quantity: { kind: 'belowDrawn', drawn: 3 } });
    expect(readDraft(draft({ quantity: '3' }), 3).faults).toBeNull();
  });

  it('is untouched when it is opened, and touched by a letter or a picture', () => {
    const editing = editingOf(prize, 'k');
    expect(isDirty(editing)).toBe(false);
    expect(isDirty({ ...editing, draft: { ...editing.draft, name: 'Speakers' } })).toBe(true);
    expect(isDirty({ ...editing, picture: { kind: 'remove' } })).toBe(true);
  });

  it('offers a new prize the next rank', () => {
    expect(editingNew([prize], 'k').draft.rank).toBe('5');
    expect(editingNew([], 'k').draft.rank).toBe('1');
  });

  it('takes pictures up to ten megabytes and nothing else', () => {
    expect(pictureFault({ type: 'image/png', size: 10 * 1024 * 1024 })).toBeNull();
    expect(pictureFault({ type: 'image/png', size: 10 * 1024 * 1024 + 1 })).toBe('pictureTooBig');
    expect(pictureFault({ type: 'image/svg+xml', size: 10 })).toBe('pictureWrongType');
  });

  it('moves a prize up and down the list', () => {
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  });
});

const settings: EventSettings = {
  name: 'Fair',
  number_width: 3,
  spin_ms: 6_000,
  capacity: 100_000,
  registration_open: true,
  wifi_ssid: '',
  wifi_password: '',
  entropy_window_ms: 3_000,
  room_entropy: true,
  spoken_entropy: false,
  beacon_entropy: false,
};

describe("the settings' form", () => {
  it('sends only what differs', () => {
    const typed = { ...settingsDraftOf(settings), name: 'Autumn fair', spin: '2,5' };
    expect(readSettings(typed, settings).change).toEqual({ name: 'Autumn fair', spin_ms: 2_500 });
    expect(readSettings(settingsDraftOf(settings), settings).change).toEqual({});
  });

  it('reads seconds with comma or point, from 0 to 60', () => {
    expect(spinMs('0')).toBe(0);
    expect(spinMs('7.25')).toBe(7_250);
    expect(spinMs('7,25')).toBe(7_250);
    expect(spinMs('60')).toBe(60_000);
    for (const wrong of ['60.1', '-1', '', 'six', '1e1']) expect(spinMs(wrong)).toBeNull();
  });

  it('names what is out of bounds', () => {
    const { faults } = readSettings(
      { name: '', numberWidth: '7', spin: '61', capacity: '0', ssid: 's'.repeat(33), wifiPassword: 'p'.repeat(64) },
      settings,
    );
    expect(Object.keys(faults ?? {})).toHaveLength(6);
  });

  it("reads the phones' time from 0 to 30 seconds, and asks to save only what differs", () => {
    expect(windowText(settings)).toBe('3');
    expect(windowMs('0')).toBe(0);
    expect(windowMs('2,5')).toBe(2_500);
    expect(windowMs('30')).toBe(30_000);
    for (const wrong of ['30.1', '31', '', '-1', 'three']) expect(windowMs(wrong)).toBeNull();
    expect(isWindowDirty(null, settings)).toBe(false);
    expect(isWindowDirty('3.0', settings)).toBe(false);
    expect(isWindowDirty('4', settings)).toBe(true);
    expect(isWindowDirty('nonsense', settings)).toBe(true);
  });

  it("confirms with the event's name, however its letters are composed", () => {
    expect(isNameConfirmed(' 가을 ', '가을'.normalize('NFD'))).toBe(true);
    expect(isNameConfirmed('가', '가을')).toBe(false);
    expect(isNameConfirmed('', 'Fair')).toBe(false);
  });
});

describe('a new password', () => {
  it('has at least eight characters and is typed twice alike', () => {
    expect(newPasswordFault('1234567', '1234567')).toBe('tooShort');
    expect(newPasswordFault('x'.repeat(257), 'x'.repeat(257))).toBe('tooLong');
    expect(newPasswordFault('12345678', '12345679')).toBe('different');
    expect(newPasswordFault('12345678', '12345678')).toBeNull();
  });
});

describe('the address bar', () => {
  it('brings one-time tokens, and nothing that is not one', () => {
    expect(readFragment('#setup=abc-DEF_1')).toEqual({ kind: 'setup', token: 'abc-DEF_1' });
    expect(readFragment('#ticket=t0k3n')).toEqual({ kind: 'ticket', token: 't0k3n' });
    for (const other of ['', '#prizes', '#setup=', '#ticket=a b', `#setup=${'x'.repeat(257)}`])
      expect(readFragment(other)).toEqual({ kind: 'none' });
  });
});

describe('an intention', () => {
  const numbered = () => {
    let n = 0;
    return createIntention(() => `key-${++n}`);
  };

  it('keeps its key while the content is the same, so that a repetition is known', () => {
    const intention = numbered();
    expect(intention.keyFor({ name: 'a' })).toBe('key-1');
    expect(intention.keyFor({ name: 'a' })).toBe('key-1');
  });

  it('gets another key for another content, and after its end', () => {
    const intention = numbered();
    intention.keyFor({ name: 'a' });
    expect(intention.keyFor({ name: 'b' })).toBe('key-2');
    intention.end();
    expect(intention.keyFor({ name: 'b' })).toBe('key-3');
  });
});

describe('the pages of participants', () => {
  it('hold two hundred numbers each', () => {
    expect([1, 200, 201, 400, 401].map(pageOf)).toEqual([0, 0, 200, 200, 400]);
    expect(pageOf(0)).toBe(0);
  });

  it('lead to their neighbours, and nowhere at the ends', () => {
    expect(stepsFrom(0, 150)).toEqual({ first: null, previous: null, next: null, last: null });
    expect(stepsFrom(0, 500)).toEqual({ first: null, previous: null, next: 200, last: 400 });
    expect(stepsFrom(400, 500)).toEqual({ first: 0, previous: 200, next: null, last: null });
    expect(stepsFrom(0, 400)).toEqual({ first: null, previous: null, next: 200, last: 200 });
  });
});

describe('the language', () => {
  it("is the first of the browser's that there is, else English", () => {
    expect(languageOf(['fr-FR', 'ko-KR', 'en'])).toBe('ko');
    expect(languageOf(['EN-gb'])).toBe('en');
    expect(languageOf(['fr', 'constructor'])).toBe('en');
  });
});

describe("the audience's words", () => {
  it('are mixed in as they were called out, without the spaces around them', () => {
    expect(readWords('  blue  elephant ')).toEqual({ words: 'blue  elephant' });
  });

  it('have 1 to 64 characters, counted as people count them', () => {
    expect(readWords('🎲'.repeat(64))).toEqual({ words: '🎲'.repeat(64) });
    expect(readWords('🎲'.repeat(65))).toEqual({ fault: { kind: 'length', max: 64 } });
    expect(readWords('   ')).toEqual({ fault: { kind: 'required' } });
  });

  it('have no characters that cannot be shown', () => {
    expect(readWords('a\u0000b')).toEqual({ fault: { kind: 'control' } });
  });
});
