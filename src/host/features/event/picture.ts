import { createHash } from 'node:crypto';
import { accept, refuse, type Result } from '../../../core/result.ts';

/** Longest side of a stored picture, px: sharp on a projector of 1920 x 1080 beside the winner. */
const MAX_SIDE = 1_280;
/** A picture of more pixels than this is refused unread: a small file can claim to be gigantic. */
const MAX_PIXELS = 100_000_000;
const READABLE = new Set(['jpeg', 'png', 'webp', 'gif', 'heif']);

export interface Picture {
  /** Hash of the content: the same picture is stored once and may be cached for ever. */
  readonly id: string;
  readonly type: 'image/webp';
  readonly bytes: Uint8Array;
}

/**
 * Makes an uploaded picture fit to be shown: judged by its content, turned upright, freed of its metadata (a phone's
 * photo says where it was taken), scaled down, WebP. Still pictures only; of an animation the first frame.
 */
export const readPicture = async (upload: Uint8Array): Promise<Result<Picture, 'image_not_readable'>> => {
  // Loaded with the first picture: its native library is a tenth of the host's memory, and most starts need none.
  const { default: sharp } = await import('sharp');
  try {
    const image = sharp(upload, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
    const { format } = await image.metadata();
    if (!READABLE.has(format)) throw new Error(`format ${format}`);
    const bytes = await image
      .rotate()
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 84 })
      .toBuffer();
    return accept({ id: createHash('sha256').update(bytes).digest('hex').slice(0, 32), type: 'image/webp', bytes });
  } catch (error) {
    // Whatever the decoder stumbles over, the file is the uploader's: their refusal, not our fault.
    return refuse(
      'image_not_readable',
      'This file is not a picture that can be read. Use JPEG, PNG, WebP, GIF or AVIF.',
      { reason: error instanceof Error ? error.message.slice(0, 200) : 'unknown' },
    );
  }
};

/** Where a stored picture is served. */
export const imageUrl = (id: string | null): string | null => (id === null ? null : `/images/${id}.webp`);
