import { describe, expect, it } from 'vitest';
import { withSoftHyphens } from '../../../src/renderer/projector/parts/softHyphens.ts';

const shown = (text: string): string => withSoftHyphens(text).replaceAll('\u00ad', '·');

describe('soft hyphens', () => {
  it('part long words before the last consonant between two vowels', () => {
    expect(shown('Straßenbahnjahreskarte')).toBe('Stra·ßen·bahn·jah·res·karte');
    expect(shown('Wellnesshotel für zwei')).toBe('Well·nes·sho·tel für zwei');
    expect(shown('Geschenkgutschein')).toBe('Geschenk·gut·schein');
  });

  it('leave short words, other scripts, numbers and emoji as they are', () => {
    for (const text of ['City bike', '제주도 2박 3일 여행권과 맛집 탐방', 'دراجة هوائية للمدينة', '🎁 2026', ''])
      expect(withSoftHyphens(text)).toBe(text);
  });

  it('change nothing but add hyphens', () => {
    const text = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz and Congratulations';
    expect(withSoftHyphens(text).replaceAll('\u00ad', '')).toBe(text);
  });
});
