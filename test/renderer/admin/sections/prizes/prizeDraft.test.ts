import { describe, expect, it } from 'vitest';
import type { AdminPrize } from '../../../../../src/contract/event/views.ts';
import {
  broughtUpToDate,
  changedFields,
  editingNew,
  editingOf,
  isDirty,
  moved,
  pictureFault,
  readDraft,
  type PrizeDraft,
} from '../../../../../src/renderer/admin/sections/prizes/prizeDraft.ts';

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
  version: 1,
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
      { name: ' ', description: 'x'.repeat(501), rank: '0', quantity: '1.5', winnersPerDraw: '100001' },
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

describe('a prize that two people edit', () => {
  it('sends what was changed in this form, and nothing else', () => {
    const { original } = editingOf(prize, 'k');
    const read = readDraft({ ...original, name: 'Boat' }, 0);
    expect(read.fields && changedFields(read.fields, original)).toEqual({ name: 'Boat' });
  });

  it('takes up what somebody else has changed, and keeps what was typed here', () => {
    const editing = editingOf(prize, 'k');
    const typed = { ...editing, draft: { ...editing.draft, name: 'Boat' } };
    const now = { ...prize, rank: 9, name: 'Ship', version: 7 };
    expect(broughtUpToDate(typed, now)).toMatchObject({
      draft: { name: 'Boat', rank: '9' },
      original: { name: 'Ship', rank: '9' },
      seen: 7,
    });
  });

  it('takes no more at a time than there are of it', () => {
    expect(readDraft(draft({ quantity: '2', winnersPerDraw: '3' }), 0).faults).toEqual({
      winnersPerDraw: { kind: 'aboveQuantity', quantity: 2 },
    });
  });
});
