import { expect, it } from 'vitest';
import { pictureToShow } from '../../../src/renderer/common/prizePicture.ts';

it('a picture that could not be loaded is not shown, and the next one is', () => {
  expect(pictureToShow('/images/a.webp', null)).toBe('/images/a.webp');
  expect(pictureToShow('/images/a.webp', '/images/a.webp')).toBeNull();
  expect(pictureToShow('/images/b.webp', '/images/a.webp')).toBe('/images/b.webp');
  expect(pictureToShow(null, '/images/a.webp')).toBeNull();
  expect(pictureToShow(null, null)).toBeNull();
});
