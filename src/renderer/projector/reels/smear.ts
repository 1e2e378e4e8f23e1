/** The picture of digits that pass too fast to be read: painted once, then only moved. */

/** Distance of two digits on the blurred strip, in widths of a drum. The style sheet knows it too. */
export const SMEAR_PITCH = 1.46;

/** It is blurred, so few pixels do: those of one drum's width. */
const WIDTH = 72;
const FACE = '700 131px "Barlow Condensed"';
/** How far a digit is drawn out upwards and downwards, in parts of the distance of two. */
const REACH = 0.46;
const SAMPLES = 60;
const INK = '#0e1116';
const STRENGTH = 0.026;

let strip: Promise<HTMLCanvasElement> | null = null;

/** Twice the ten digits one below the other, those that come later above, drawn out vertically. */
const makeStrip = async (): Promise<HTMLCanvasElement> => {
  await document.fonts.load(FACE, '0123456789');
  const pitch = WIDTH * SMEAR_PITCH;
  const sharp = new OffscreenCanvas(WIDTH, pitch * 20);
  const blurred = document.createElement('canvas');
  blurred.width = WIDTH;
  blurred.height = pitch * 20;
  const pen = sharp.getContext('2d');
  const brush = blurred.getContext('2d');
  if (!pen || !brush) return blurred;
  pen.font = FACE;
  pen.fillStyle = INK;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  for (let index = 0; index < 20; index++) pen.fillText(String((20 - index) % 10), WIDTH / 2, (index + 0.5) * pitch);
  for (let sample = 0; sample < SAMPLES; sample++) {
    const along = (sample / (SAMPLES - 1)) * 2 - 1;
    const shift = along * REACH * pitch;
    brush.globalAlpha = STRENGTH * (1 - along ** 2 * 0.8);
    // Wraps around, so that the strip repeats without a seam.
    for (const turn of [-1, 0, 1]) brush.drawImage(sharp, 0, shift + turn * pitch * 20);
  }
  return blurred;
};

/** Puts the blurred strip on a canvas. */
export const paintSmear = async (canvas: HTMLCanvasElement): Promise<void> => {
  strip ??= makeStrip();
  const picture = await strip;
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
};

/** Digits of a wall's strip are this many pixels wide. */
const COLUMN_DIGIT = 24;
/** A wall's strip: three turns of ten digits, enough for the highest wall and one turn to move by. */
const COLUMN_TURNS = 3;

/** Puts `digits` blurred strips side by side on a canvas: what runs behind one column of a wall. */
export const paintSmearColumn = async (canvas: HTMLCanvasElement, digits: number, column: number): Promise<void> => {
  strip ??= makeStrip();
  const picture = await strip;
  const turn = COLUMN_DIGIT * SMEAR_PITCH * 10;
  canvas.width = COLUMN_DIGIT * digits;
  canvas.height = turn * COLUMN_TURNS;
  const brush = canvas.getContext('2d');
  if (!brush) return;
  for (let digit = 0; digit < digits; digit++) {
    // Each digit begins elsewhere, so that the strips do not look alike.
    const shift = ((column * 3 + digit * 7) % 10) / 10;
    for (let at = -shift; at < COLUMN_TURNS; at += 2) {
      brush.drawImage(picture, digit * COLUMN_DIGIT, at * turn, COLUMN_DIGIT, turn * 2);
    }
  }
};
