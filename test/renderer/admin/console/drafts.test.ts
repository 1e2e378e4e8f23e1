import { describe, expect, it } from 'vitest';
import type { OperatorView } from '../../../../src/contract/stage/views.ts';
import { createDraft } from '../../../../src/renderer/admin/console/drafts.ts';

// A draft hands the view on to its form and looks at nothing in it itself.
const view = { name: 'Fair' } as OperatorView;

describe('a draft', () => {
  const nameDraft = () => createDraft<string | null>(null, (typed, { name }) => typed !== null && typed !== name);

  it('keeps what was typed, and tells whoever shows it', () => {
    const draft = nameDraft();
    const seen: (string | null)[] = [];
    const end = draft.subscribe(() => seen.push(draft.get()));
    draft.set('Autumn fair');
    end();
    draft.set('Winter fair');
    expect(seen).toEqual(['Autumn fair']);
    expect(draft.get()).toBe('Winter fair');
  });

  it('is unsaved while it differs from what the host has', () => {
    const draft = nameDraft();
    expect(draft.isUnsaved(view)).toBe(false);
    draft.set('Autumn fair');
    expect(draft.isUnsaved(view)).toBe(true);
    draft.set('Fair');
    expect(draft.isUnsaved(view)).toBe(false);
  });

  it('is empty again when the console closes', () => {
    const draft = nameDraft();
    draft.set('Autumn fair');
    draft.clear();
    expect(draft.get()).toBeNull();
    expect(draft.isUnsaved(view)).toBe(false);
  });
});
