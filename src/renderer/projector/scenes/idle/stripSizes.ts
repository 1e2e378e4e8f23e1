/** How large the prizes of a strip are, in units. Pure. */
import type { PublicPrize } from '../../../../contract/event/views.ts';
import type { Area, Screen } from '../../measure.ts';

/** A prize that has more than this has its text beside the picture. */
const WIDE_PRIZE = 640;

export interface StripSizes {
  readonly wide: boolean;
  /** Of one prize. */
  readonly height: number;
  /** What a picture may take at most. */
  readonly plate: Area;
  /** Smallest and largest type of the names, the same for all. */
  readonly type: { readonly min: number; readonly max: number };
}

/** The sizes of a strip with so many prizes side by side. */
export const stripSizes = (
  prizes: readonly Pick<PublicPrize, 'image_url'>[],
  sideBySide: number,
  width: number,
  screen: Pick<Screen, 'height' | 'portrait'>,
): StripSizes => {
  const each = width / sideBySide;
  const wide = each > WIDE_PRIZE;
  const type = { min: 40, max: wide ? 84 : 68 };
  const pictures = prizes.some(({ image_url: url }) => url !== null);
  if (!pictures) return { wide, height: 200, plate: { width: 0, height: 0 }, type };
  // Screens of 4:3 have more height to give, and those on end share it with the card below.
  const more = screen.portrait ? (screen.height - 1_600) * 0.2 - 80 : Math.max(0, screen.height - 1_080) * 0.4;
  return wide
    ? { wide, height: 290 + more, plate: { width: Math.min(each * 0.5, 520), height: 290 + more }, type }
    : { wide, height: 384 + more, plate: { width: each - 40, height: 180 + more * 0.6 }, type };
};
