/** The measure of the screen in units: one unit is one pixel of a screen of 1920x1080. Pure, so that it can be checked. */

export interface Area {
  readonly width: number;
  readonly height: number;
}

export interface Screen extends Area {
  /** Pixels of one unit. */
  readonly unit: number;
  readonly portrait: boolean;
}

/** The measure of a screen of this many pixels. */
export const measureScreen = (width: number, height: number): Screen => {
  const portrait = height > width;
  const unit = portrait ? Math.min(width / 1080, height / 1600) : Math.min(width / 1920, height / 1080);
  return { unit, width: width / unit, height: height / unit, portrait };
};
