import { describe, expect, it } from 'vitest';
import {
  isTimeDirty,
  timeMs,
  timeText,
} from '../../../../../../src/renderer/admin/sections/settings/draws/windowDraft.ts';

const settings = { entropy_window_ms: 3_000, delay_ms: 4_000 };

describe("the phones' time", () => {
  it('is read from 0 to 30 seconds, and asks to save only what differs', () => {
    expect(timeText(settings, 'entropy_window_ms')).toBe('3');
    expect(timeMs('0', 'entropy_window_ms')).toBe(0);
    expect(timeMs('2,5', 'entropy_window_ms')).toBe(2_500);
    expect(timeMs('30', 'entropy_window_ms')).toBe(30_000);
    for (const wrong of ['30.1', '31', '', '-1', 'three']) expect(timeMs(wrong, 'entropy_window_ms')).toBeNull();
    expect(isTimeDirty(null, settings, 'entropy_window_ms')).toBe(false);
    expect(isTimeDirty('3.0', settings, 'entropy_window_ms')).toBe(false);
    expect(isTimeDirty('4', settings, 'entropy_window_ms')).toBe(true);
    expect(isTimeDirty('nonsense', settings, 'entropy_window_ms')).toBe(true);
  });
});
