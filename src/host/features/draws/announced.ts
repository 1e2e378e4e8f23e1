import { announcementHash, type Announcement } from '../../../core/fairness/announcement.ts';
import { fingerprint } from '../../../core/fairness/fingerprint.ts';
import { linkAt, type SealChain } from './chainHash.ts';
import type { DrawRecord } from './store.ts';

/** A draw's announcement, its hash in hex, and the fingerprint to be read aloud; both empty where there is no proof of it. */
export const announcedOf = (draw: Pick<DrawRecord, 'announcement' | 'provable'>) => {
  // The store gives back what was announced.
  const announcement = JSON.parse(draw.announcement) as Announcement;
  // Of an earlier protocol, whose announcements were hashed in another way.
  if (!draw.provable) return { announcement, hash: '', fingerprint: '' };
  const hash = announcementHash(announcement);
  return { announcement, hash, fingerprint: fingerprint(hash) };
};

/** The link that a draw uses, in hex: secret until its reveal. */
export const linkOfDraw = (draw: SealChain & Pick<DrawRecord, 'draw'>): string => linkAt(draw, draw.draw);

/** The public seal of a chain, in hex. */
export const sealOfChain = (chain: SealChain): string => linkAt(chain, 0);
