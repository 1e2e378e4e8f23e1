/** Where draws and their proofs come from: the host, or the archive that this page is part of. */
import type { DrawIncidentItem } from '../../contract/draws/routes.ts';
import { announcementHash, isAnnouncement } from '../../core/fairness/announcement.ts';
import { fingerprint } from '../../core/fairness/fingerprint.ts';
import { isInteger, isObject } from '../../core/fairness/shape.ts';
import { accept, refuse, type Result } from '../../core/result.ts';
import { call, LONG_TIMEOUT_MS, type CallError } from '../common/api.ts';

/** A draw to choose. `about` is null where its proof says nothing that could be shown. */
export interface ListedDraw {
  readonly id: string;
  readonly about: {
    readonly epoch: number;
    readonly draw: number;
    readonly prizeName: string;
    readonly announcedAt: string;
    readonly entries: number;
    readonly winners: readonly number[];
    readonly fingerprint: string;
    /** False: a result of an earlier version of the program, without a proof. */
    readonly provable: boolean;
  } | null;
}

export interface DrawList {
  readonly eventId: string;
  readonly eventName: string;
  /** Lucky numbers are shown padded to this many digits. */
  readonly numberWidth: number;
  /** Newest first. */
  readonly draws: readonly ListedDraw[];
  /** What befell draw numbers besides being drawn; an archive does not tell. */
  readonly incidents: readonly DrawIncidentItem[];
  /** Where the older draws begin; null: these are all. */
  readonly older: number | null;
  /** File names of an archive's proofs that are too many to be inside the page. */
  readonly leftOut: readonly string[];
}

export interface DrawSource {
  readonly kind: 'host' | 'archive';
  /** `before`: the older ones, see `older`; null: the newest. */
  list(before: number | null): Promise<Result<DrawList, CallError>>;
  /** The proof of a listed draw, of unknown form. */
  load(id: string): Promise<Result<unknown, CallError>>;
}

const DEFAULT_WIDTH = 3;

export const hostDraws = (): DrawSource => {
  const loaded = new Map<string, unknown>();
  return {
    kind: 'host',
    list: async (before) => {
      const query = before === null ? {} : { before };
      const [draws, event] = await Promise.all([call('publicDraws', { query }), call('event', {})]);
      if (!draws.ok) return draws;
      const { event_id: eventId, event_name: eventName } = draws.value;
      return accept({
        eventId,
        eventName,
        numberWidth: event.ok && event.value.id === eventId ? event.value.number_width : DEFAULT_WIDTH,
        draws: draws.value.draws.map((draw) => ({
          id: draw.draw_id,
          about: {
            epoch: draw.epoch,
            draw: draw.draw,
            prizeName: draw.prize_name,
            announcedAt: draw.announced_at,
            entries: draw.entries,
            winners: draw.winners,
            fingerprint: draw.fingerprint,
            provable: draw.provable,
          },
        })),
        incidents: draws.value.incidents,
        older: draws.value.next_before,
        leftOut: [],
      });
    },
    // A proof never changes: kept, it can be looked at again without the host.
    load: async (id) => {
      if (loaded.has(id)) return accept(loaded.get(id));
      const answer = await call('proof', { params: { draw_id: id }, timeoutMs: LONG_TIMEOUT_MS });
      if (answer.ok) loaded.set(id, answer.value);
      return answer;
    },
  };
};

const isNumber = (value: unknown): value is number => isInteger(value, 1);

/** What the list shows of a proof, taken from the proof itself. */
const listedProof = (id: string, proof: unknown): ListedDraw => {
  if (!isObject(proof) || !isAnnouncement(proof['announcement'])) return { id, about: null };
  const { announcement, winners } = proof;
  return {
    id,
    about: {
      epoch: announcement.epoch,
      draw: announcement.draw,
      prizeName: announcement.prize.name,
      announcedAt: announcement.announced_at,
      entries: announcement.entries.count,
      winners: Array.isArray(winners) ? winners.filter(isNumber) : [],
      fingerprint: fingerprint(announcementHash(announcement)),
      provable: true,
    },
  };
};

/** Text of JSON, or undefined where it is none. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const newestFirst = (one: ListedDraw, other: ListedDraw): number =>
  (other.about?.epoch ?? 0) - (one.about?.epoch ?? 0) || (other.about?.draw ?? 0) - (one.about?.draw ?? 0);

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** The proofs that the archive has set into this page; null where this page is not part of one. */
export const archivedDraws = (page: Document): DrawSource | null => {
  const head = page.getElementById('archive');
  if (!head) return null;
  const about = parsed(head.textContent ?? '');
  const facts = isObject(about) ? about : {};
  const proofs = new Map<string, unknown>();
  return {
    kind: 'archive',
    list: async () => {
      for (const element of page.querySelectorAll<HTMLScriptElement>('script[data-proof]')) {
        proofs.set(element.dataset['proof'] ?? '', parsed(element.textContent ?? ''));
        // One at a time: together they may be long.
        await nextTask();
      }
      const { id, name, number_width: width, left_out: leftOut } = facts;
      return accept({
        eventId: typeof id === 'string' ? id : '',
        eventName: typeof name === 'string' ? name : '',
        numberWidth: isInteger(width, 1, 9) ? width : DEFAULT_WIDTH,
        draws: [...proofs].map(([file, proof]) => listedProof(file, proof)).sort(newestFirst),
        incidents: [],
        older: null,
        leftOut: Array.isArray(leftOut) ? leftOut.filter((file) => typeof file === 'string') : [],
      });
    },
    load: async (id) =>
      proofs.has(id) ? accept(proofs.get(id)) : refuse('draw_not_found', 'The archive has no such proof.'),
  };
};
