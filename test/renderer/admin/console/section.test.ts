import { describe, expect, it } from 'vitest';
import { sectionOf, withFeatures } from '../../../../src/renderer/admin/console/section.ts';

const SECTIONS = [
  { id: 'show', feature: 'stage' },
  { id: 'prizes', feature: 'event' },
  { id: 'campaigns', feature: 'campaigns' },
  { id: 'settings', feature: null },
];
const ids = (features: readonly string[]): string[] => withFeatures(SECTIONS, features).map(({ id }) => id);

describe('the sections that are shown', () => {
  it("are those of the host's features, in their order, and what is the console's own", () => {
    expect(ids(['event', 'stage', 'rooms'])).toEqual(['show', 'prizes', 'settings']);
    expect(ids([])).toEqual(['settings']);
  });
});

describe('the open section', () => {
  it('is the one in the address bar, and the first where there is none of that name', () => {
    expect(sectionOf(SECTIONS, '#prizes')?.id).toBe('prizes');
    for (const other of ['', '#', '#nowhere', 'prizes', '#prizes2'])
      expect(sectionOf(SECTIONS, other)?.id).toBe('show');
  });

  it('is never one that is hidden', () => {
    expect(sectionOf(withFeatures(SECTIONS, ['event']), '#campaigns')?.id).toBe('prizes');
    expect(sectionOf(withFeatures(SECTIONS, ['event']), '')?.id).toBe('prizes');
    expect(sectionOf([], '#show')).toBeUndefined();
  });
});
