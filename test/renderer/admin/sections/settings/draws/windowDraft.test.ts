import { describe, expect, it } from 'vitest';
import {
  isWindowDirty,
  windowMs,
  windowText,
} from '../../../../../../src/renderer/admin/sections/settings/draws/windowDraft.ts';

const settings = { entropy_window_ms: 3_000 };

describe("the phones' time", () => {
  it('is read from 0 to 30 seconds, and asks to save only what differs', () => {
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
});
