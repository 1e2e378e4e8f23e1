import type { Announcement } from '../../../core/fairness/announcement.ts';
import { placeOf } from '../../../core/draws/place.ts';
import { createMadeOnce } from '../../platform/madeOnce.ts';
import { fittingPage } from '../../platform/listPage.ts';
import { envelope, iso, isoOrNull } from '../../platform/http/routeCall.ts';
import { announcedOf } from './announced.ts';
import { createChainLinks } from './chainLinks.ts';
import type { DrawIncident, DrawRecord, DrawsStore } from './store.ts';

/** Answers of a kind that are kept. Everybody asks for the newest. */
const KEPT_ANSWERS = 32;
/** Winners of one page of the list. */
const WINNERS_A_PAGE = 10_000;

/** Whose draws a list shows. */
interface ListOwner {
  readonly id: string;
  readonly name: string;
}

const publicDraw = (draw: DrawRecord) => {
  // What an earlier protocol announced says what was drawn, and nothing that could be checked.
  const { prize } = JSON.parse(draw.announcement) as Announcement;
  return {
    draw_id: draw.id,
    epoch: draw.epoch,
    draw: draw.draw,
    prize_name: prize.name,
    prize_rank: prize.rank,
    announced_at: iso(draw.announcedAt),
    entries: draw.entryCount,
    winners: draw.winners,
    fingerprint: draw.provable ? announcedOf(draw).fingerprint : '',
    provable: draw.provable,
  };
};

const publicIncident = ({ epoch, draw, what, times, at }: DrawIncident) => ({
  epoch,
  draw,
  what,
  times,
  at: isoOrNull(at),
});

const bytesOf = (data: unknown): Buffer => Buffer.from(JSON.stringify(envelope(data)));

/**
 * What everybody may ask about draws, as the bytes of whole answers: kept until the draws change. A room of ten thousand
 * asks for the same in the same seconds.
 */
export const createPublicAnswers = (
  store: Pick<DrawsStore, 'usedBefore' | 'draw' | 'publicDraws' | 'onPublicDraws'>,
) => {
  const linkOf = createChainLinks();
  const announcements = createMadeOnce<Buffer | null>(KEPT_ANSWERS);
  const lists = createMadeOnce<Buffer>(KEPT_ANSWERS);
  let listed = '';
  store.onPublicDraws((ownerId) => {
    announcements.clear();
    // Games are drawn all the time, and nobody lists their draws.
    if (ownerId === listed) lists.clear();
  });

  const makeList = async (owner: ListOwner, before: number | undefined, limit: number): Promise<Buffer> => {
    const end = await store.usedBefore(owner.id, before ?? Number.MAX_SAFE_INTEGER);
    // Before the first draw the host was started already.
    const start = end - limit <= 1 ? 0 : end - limit;
    const { revealed, incidents } = await store.publicDraws(owner.id, start, end);
    const { items } = fittingPage(revealed, limit, ({ winners }) => winners.length, WINNERS_A_PAGE);
    const last = items.at(-1);
    const from = last && items.length < revealed.length ? placeOf(last) : start;
    return bytesOf({
      event_id: owner.id,
      event_name: owner.name,
      draws: items.map(publicDraw),
      incidents: incidents.filter((incident) => placeOf(incident) >= from).map(publicIncident),
      next_before: from === 0 ? null : from,
    });
  };

  const makeAnnouncement = async (drawId: string): Promise<Buffer | null> => {
    const draw = await store.draw(drawId);
    if (!draw?.provable) return null;
    const { announcement, hash, fingerprint } = announcedOf(draw);
    return bytesOf({ announcement, announcement_hash: hash, fingerprint, seal: linkOf(draw, 0) });
  };

  return {
    /** What became of the newest `limit` draw numbers of an owner, of those before the place `before`. */
    list: (owner: ListOwner, before: number | undefined, limit: number): Promise<Buffer> => {
      if (owner.id !== listed) lists.clear();
      listed = owner.id;
      return lists.get(`${before} ${limit} ${owner.name}`, () => makeList(owner, before, limit));
    },

    /** Null: there is no such draw. */
    announcement: (drawId: string): Promise<Buffer | null> => announcements.get(drawId, () => makeAnnouncement(drawId)),
  };
};
