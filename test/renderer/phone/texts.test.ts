import { expect, it } from 'vitest';
import { TEXTS } from '../../../src/renderer/phone/texts.ts';

it('the phone says one person, and two people', () => {
  expect(TEXTS.en.count(1)).toBe('1 person is in');
  expect(TEXTS.en.count(2)).toBe('2 people are in');
  expect(TEXTS.en.lostNumbers(1)).not.toBe(TEXTS.en.lostNumbers(2));
});
