import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { announcementHash, type Announcement } from '../../core/fairness/announcement.ts';
import { sealOf } from '../../core/fairness/chain.ts';
import { receiptOf, treeInSlices, type entriesTree, type Entry } from '../../core/fairness/entries.ts';
import type { Contribution } from '../../core/fairness/entropy.ts';
import { fingerprint } from '../../core/fairness/fingerprint.ts';
import { firstBroken, NO_PREVIOUS } from '../../core/log/logChain.ts';
import { accept, refuse, type Result } from '../../core/result.ts';
import { ERROR_STATUS, type ErrorCode } from '../../contract/errors.ts';
import { Closed } from '../../contract/text.ts';
import { IMAGE_LIMIT_BYTES, PATHS, type RouteName } from '../../contract/paths.ts';
import {
  ROUTES,
  type RouteBody,
  type RouteData,
  type RouteParams,
  type RouteQuery,
  type RouteSpec,
} from '../../contract/routes.ts';
import { proofFileName } from '../../contract/proofFile.ts';
import { ARCHIVE_PAGE, createArchive } from '../archive/archive.ts';
import type { Auth, LoggedIn } from '../auth/auth.ts';
import type { Clock } from '../clock.ts';
import { holderOf } from '../holder.ts';
import { imageUrl, readPicture } from '../images/picture.ts';
import { newToken, type Random } from '../random.ts';
import type { Reachability } from '../network/reachability.ts';
import { proofText, readStoredEntries } from '../show/proof.ts';
import type { Show } from '../show/show.ts';
import { inTurns } from '../show/slices.ts';
import { adminPrize, eventSettings, publicEvent } from '../show/views.ts';
import {
  StorageError,
  type Deed,
  type DrawEvidence,
  type DrawRecord,
  type LogRecord,
  type Storage,
} from '../storage/storage.ts';
import { sendRefusal } from './answer.ts';
import { repeatable, type AnswerToKeep, type Repeatable } from './once.ts';
import { createRegistrationLimit } from './registrationLimit.ts';
import { bearerToken, SESSION_COOKIE, sessionToken } from './session.ts';

export interface RouteParts {
  readonly storage: Storage;
  readonly show: Show;
  readonly auth: Auth;
  readonly reachability: Reachability;
  readonly clock: Clock;
  readonly random: Random;
  readonly registrationLimit: number;
  readonly publicUrl: string | null;
  readonly version: string;
  /** The folder of the built screens. */
  readonly pagesDir: string;
  /** Keeps a copy of the store and answers its file's name. */
  readonly keepCopy: () => Promise<string>;
}

/** What a handler is given: the request's parts, checked against the contract. */
interface Call<N extends RouteName> {
  readonly params: RouteParams<N>;
  readonly query: RouteQuery<N>;
  readonly body: RouteBody<N>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

interface Done<N extends RouteName> {
  readonly data: RouteData<N>;
  readonly status?: (typeof ROUTES)[N]['status'][number];
}
/** `sent`: the handler has sent the answer itself. */
type Outcome<N extends RouteName> = Result<Done<N> | 'sent', ErrorCode>;
type Handlers = { [N in RouteName]: (call: Call<N>) => Promise<Outcome<N>> };

const envelope = (data: unknown) => ({ success: true, data, message: 'OK' });
const iso = (at: number): string => new Date(at).toISOString();
const numbers = (list: readonly number[]) => list.map((draw_number) => ({ draw_number }));

const drawFields = (draw: DrawRecord) => ({
  draw_id: draw.id,
  draw: draw.draw,
  prize_id: draw.prizeId,
  prize_name: draw.prizeName,
  prize_rank: draw.prizeRank,
  entries: draw.entryCount,
  drawn_at: iso(draw.decidedAt ?? draw.announcedAt),
  reveal_at: iso((draw.decidedAt ?? draw.announcedAt) + draw.spinMs),
  reserves: numbers(draw.reserves),
});

/** The trees of the last draws: every phone in the room asks for its receipt in the same minute. */
const createReceipts = (storage: Pick<Storage, 'entriesPart'>) => {
  interface Draw {
    readonly entries: Entry[];
    readonly tree: ReturnType<typeof entriesTree>;
    readonly places: Map<string, number>;
    room: Map<number, Contribution> | null;
  }
  const known = new Map<string, Promise<Draw>>();
  const read = async (drawId: string): Promise<Draw> => {
    const entries = await readStoredEntries(storage, drawId);
    const tree = await inTurns(treeInSlices(entries));
    return {
      entries,
      tree,
      places: new Map(entries.map((entry, index) => [entry[2], index])),
      room: null,
    };
  };
  return async (drawId: string, evidence: DrawEvidence, holder: string) => {
    let reading = known.get(drawId);
    if (!reading) {
      const oldest = known.keys().next();
      if (known.size >= 2 && !oldest.done) known.delete(oldest.value);
      reading = read(drawId);
      known.set(drawId, reading);
    }
    const draw = await reading;
    const place = draw.places.get(holder);
    if (place === undefined) return null;
    if (draw.room === null && evidence.room !== null) {
      draw.room = new Map((JSON.parse(evidence.room) as Contribution[]).map((given) => [given[0], given]));
    }
    const receipt = receiptOf(draw.entries, draw.tree, place);
    const given = draw.room?.get(receipt.entry[0]);
    return {
      entry: [...receipt.entry],
      index: receipt.index,
      path: [...receipt.path],
      root: draw.tree.root,
      contribution: given ? { step: given[1], value: given[2] } : null,
    };
  };
};

const announcedFields = (evidence: Pick<DrawEvidence, 'announcement'>) => {
  const announcement = JSON.parse(evidence.announcement) as Announcement;
  const hash = announcementHash(announcement);
  return { announcement, announcement_hash: hash, fingerprint: fingerprint(hash) };
};

/** Who acts, for the log: a session by the start of its token's hash, never the token. */
const actorOfToken = (token: string): string => `admin:${createHash('sha256').update(token).digest('hex').slice(0, 8)}`;
const actorOf = (request: FastifyRequest): string => {
  const token = sessionToken(request);
  return token === null ? 'nobody' : actorOfToken(token);
};

const LOG_PAGE = 500;
const COOKIE_S = 30 * 24 * 60 * 60;

const logView = (record: LogRecord) => ({
  seq: record.seq,
  event: record.eventId,
  at: iso(record.at),
  actor: record.actor,
  action: record.action,
  details: record.details,
  previous: record.previous,
  hash: record.hash,
});

const readWholeLog = async (storage: Pick<Storage, 'log'>, eventId: string): Promise<LogRecord[]> => {
  const records: LogRecord[] = [];
  for (;;) {
    const page = await storage.log(eventId, records.at(-1)?.seq ?? 0, LOG_PAGE);
    records.push(...page);
    if (page.length < LOG_PAGE) return records;
    await nextTurn();
  }
};

/** The one file of a form; null where the form holds none, or breaks off. @throws FastifyError for a file too large. */
const readUpload = async (request: FastifyRequest): Promise<Buffer | null> => {
  try {
    const file = await request.file({ limits: { fileSize: IMAGE_LIMIT_BYTES, files: 1, fields: 0 } });
    return file ? await file.toBuffer() : null;
  } catch (error) {
    // Fastify's own refusals have a status; what the form's parser throws has none, and is about the form.
    if (error instanceof Error && 'statusCode' in error) throw error;
    return null;
  }
};

export const createHandlers = (parts: RouteParts): Handlers => {
  const { storage, show, auth, reachability, clock, random } = parts;
  const limit = createRegistrationLimit(parts.registrationLimit, () => clock.now());
  const receipt = createReceipts(storage);
  const startedAt = clock.now();
  const publicOrigin = parts.publicUrl === null ? null : new URL(parts.publicUrl);

  const noSuchEvent = () => refuse('event_not_found', 'There is no such event.');
  const isOurs = (eventId: string): boolean => eventId === show.state().event.id;
  const keyReused = () =>
    refuse('idempotency_key_reused', 'This Idempotency-Key was used with another request. Use a new one.');

  const sendKept = (reply: FastifyReply, asked: Repeatable, kept: Parameters<Repeatable['read']>[0]) => {
    const answer = asked.read(kept);
    if (!answer) return keyReused();
    reply.code(answer.status).header('idempotent-replayed', 'true').send(answer.body);
    return accept('sent' as const);
  };

  /**
   * Runs a change of the event alone, once for each Idempotency-Key. `run` gets `deed`, which makes what is stored with
   * the change: the record of the log, and the answer for a repetition.
   */
  const change = <N extends RouteName>(
    call: Call<N>,
    body: unknown,
    run: (deed: <T>(data: (outcome: T) => RouteData<N>) => Deed<T>) => Promise<Outcome<N>>,
    status: AnswerToKeep['status'] = 200,
  ): Promise<Outcome<N>> =>
    show.command(async () => {
      const asked = repeatable(call.request, 'admin', body, clock.now(), random);
      const kept = asked && (await storage.keptAnswer(asked.key));
      if (asked && kept) return sendKept(call.reply, asked, kept);
      const at = clock.now();
      const actor = actorOf(call.request);
      return run((data) => ({
        actor,
        at,
        once: asked && asked.once((outcome) => ({ status, body: envelope(data(outcome)) })),
      }));
    });

  /** The same for a route of an event, whose id is checked first. */
  const changeEvent = <N extends RouteName>(
    call: Call<N> & { readonly params: { readonly event_id: string } },
    run: (deed: <T>(data: (outcome: T) => RouteData<N>) => Deed<T>) => Promise<Outcome<N>>,
    status: AnswerToKeep['status'] = 200,
    body: unknown = call.body,
  ): Promise<Outcome<N>> =>
    isOurs(call.params.event_id) ? change(call, body, run, status) : Promise.resolve(noSuchEvent());

  const address = ({ request }: { request: FastifyRequest }): string => request.socket.remoteAddress ?? '';

  /** Into the log what changes nothing of the event. A full disk keeps nobody out. */
  const note = async (actor: string, action: string, details: unknown): Promise<void> => {
    try {
      await storage.note(show.state().event.id, { actor, at: clock.now(), once: null }, action, details);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      show.report(error.message);
    }
  };

  const loggedIn = async <N extends 'login' | 'setUp' | 'redeemTicket'>(
    { request, reply }: Call<N>,
    way: 'password' | 'set-up link' | 'ticket',
    result: Result<LoggedIn, ErrorCode>,
  ) => {
    if (!result.ok) {
      if (result.refusal.code !== 'too_many_attempts') await note('nobody', 'login_refused', { by: way });
      const wait = result.refusal.details;
      if (result.refusal.code === 'too_many_attempts' && typeof wait === 'object' && wait && 'retry_after_s' in wait) {
        reply.header('retry-after', String(wait.retry_after_s));
      }
      return result;
    }
    const { token, expiresAt } = result.value;
    await note(actorOfToken(token), 'logged_in', { by: way });
    reply.setCookie(SESSION_COOKIE, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: publicOrigin?.protocol === 'https:' && request.headers.host === publicOrigin.host,
      // The host decides when a session ends, and renews one that is used; the cookie only has to outlive it.
      maxAge: COOKIE_S,
    });
    return accept({
      data: { role: 'admin' as const, event_id: show.state().event.id, expires_at: iso(expiresAt), token },
    });
  };

  return {
    health: async () =>
      accept({
        data: {
          status: 'ok',
          version: parts.version,
          uptime_s: Math.round((clock.now() - startedAt) / 1_000),
          event_id: show.state().event.id,
        },
      }),

    register: async (call) => {
      const { event_id: eventId, session_token: known, entropy_commitment: commitment } = call.body;
      if (!isOurs(eventId)) return noSuchEvent();
      const token = newToken(random);
      const from = address(call);
      const asked = repeatable(call.request, 'attendee', call.body, clock.now(), random);
      const toData = (drawNumber: number, isExisting: boolean) => ({
        draw_number: drawNumber,
        session_token: isExisting && known !== undefined ? known : token,
        event_id: eventId,
        is_existing: isExisting,
      });
      const outcome = await show.register({
        knownHolder: known === undefined ? null : holderOf(known),
        newHolder: holderOf(token),
        commitment: commitment === undefined ? null : Buffer.from(commitment, 'hex'),
        mayBeNew: limit.take(from),
        at: clock.now(),
        once: asked && asked.once(({ drawNumber }) => ({ status: 201, body: envelope(toData(drawNumber, false)) })),
      });
      if (outcome.kind !== 'registered' || outcome.isExisting) limit.giveBack(from);
      if (outcome.kind === 'repeated') return asked ? sendKept(call.reply, asked, outcome.kept) : keyReused();
      if (outcome.kind === 'registered') {
        return accept({
          data: toData(outcome.drawNumber, outcome.isExisting),
          status: outcome.isExisting ? 200 : 201,
        });
      }
      if (outcome.code === 'too_many_registrations') {
        call.reply.header('retry-after', '60');
        return refuse(
          outcome.code,
          'Too many people joined from this network in the last minute. Try again in a minute.',
        );
      }
      return outcome.code === 'event_full'
        ? refuse(outcome.code, 'All places in this draw are taken.')
        : refuse(outcome.code, 'Registration is closed.');
    },

    myNumber: async ({ query, request }) => {
      const { event } = show.state();
      if (query.event_id !== undefined && !isOurs(query.event_id)) return noSuchEvent();
      const token = bearerToken(request) ?? query.session_token;
      const participant = token === undefined ? null : await storage.findParticipant(event.id, holderOf(token));
      if (!participant) return refuse('participant_not_found', 'No participant of this event has this token.');
      return accept({
        data: {
          draw_number: participant.drawNumber,
          event_id: event.id,
          state: participant.wins.length > 0 ? ('won' as const) : ('waiting' as const),
          wins: participant.wins.map((win) => ({
            draw_id: win.drawId,
            draw: win.draw,
            prize_name: win.prizeName,
            prize_rank: win.prizeRank,
            prize_description: win.prizeDescription,
            image_url: imageUrl(win.imageId),
            drawn_at: iso(win.decidedAt),
            claim_code: win.claimCode,
            claimed_at: win.claimedAt === null ? null : iso(win.claimedAt),
          })),
        },
      });
    },

    event: async () => accept({ data: publicEvent(show.state()) }),

    publicDraws: async () => {
      const { event } = show.state();
      const draws = await storage.draws(event.id);
      return accept({
        data: {
          event_id: event.id,
          event_name: event.name,
          draws: draws
            .filter((draw) => draw.revealedAt !== null)
            .map((draw) => ({
              draw_id: draw.id,
              epoch: draw.epoch,
              draw: draw.draw,
              prize_name: draw.prizeName,
              prize_rank: draw.prizeRank,
              announced_at: iso(draw.announcedAt),
              entries: draw.entryCount,
              winners: draw.winners.map(({ drawNumber }) => drawNumber),
              fingerprint: announcedFields(draw).fingerprint,
            })),
        },
      });
    },

    announcement: async ({ params }) => {
      const evidence = await storage.drawEvidence(params.draw_id);
      if (!evidence) return refuse('draw_not_found', 'There is no such draw.');
      const seal = sealOf(Buffer.from(evidence.tip).toString('hex'));
      return accept({ data: { ...announcedFields(evidence), seal } });
    },

    proof: async ({ params, reply }) => {
      const evidence = await storage.drawEvidence(params.draw_id);
      if (!evidence || evidence.revealedAt === null) return refuse('draw_not_found', 'There is no such revealed draw.');
      async function* body(drawId: string, revealed: DrawEvidence): AsyncGenerator<string> {
        yield '{"success":true,"data":';
        yield* proofText(storage, drawId, revealed);
        yield ',"message":"OK"}';
      }
      reply.type('application/json; charset=utf-8').send(Readable.from(body(params.draw_id, evidence)));
      return accept('sent');
    },

    receipt: async ({ params, query, request }) => {
      const evidence = await storage.drawEvidence(params.draw_id);
      if (!evidence) return refuse('draw_not_found', 'There is no such draw.');
      const token = bearerToken(request) ?? query.session_token;
      // What the others added is nobody's business before the reveal; one's own receipt is.
      const shown = evidence.revealedAt === null ? { ...evidence, room: null } : evidence;
      const found = token === undefined ? null : await receipt(params.draw_id, shown, holderOf(token).toString('hex'));
      return found ? accept({ data: found }) : refuse('participant_not_found', 'This token has no entry in that draw.');
    },

    login: async (call) => loggedIn(call, 'password', await auth.login(call.body.password, address(call))),
    setUp: async (call) =>
      loggedIn(call, 'set-up link', await auth.setUp(call.body.setup_token, call.body.password, address(call))),
    redeemTicket: async (call) => loggedIn(call, 'ticket', await auth.redeemTicket(call.body.ticket, address(call))),

    logout: async ({ request, reply }) => {
      await auth.logout(sessionToken(request) ?? '');
      await note(actorOf(request), 'logged_out', {});
      reply.clearCookie(SESSION_COOKIE, { path: '/' });
      return accept({ data: {} });
    },

    session: async ({ request }) => {
      const session = await auth.session(sessionToken(request) ?? '');
      if (!session) return refuse('unauthorized', 'Log in first.');
      return accept({
        data: { role: session.role, event_id: show.state().event.id, expires_at: iso(session.expiresAt) },
      });
    },

    changePassword: async (call) => {
      const { current, password } = call.body;
      const token = sessionToken(call.request) ?? '';
      const result = await auth.changePassword(token, current, password, address(call));
      if (!result.ok) return result;
      await note(actorOf(call.request), 'password_changed', {});
      return accept({ data: {} });
    },

    chooseNetwork: async ({ body, request }) => {
      const reach = await reachability.prefer(body.preferred);
      await note(actorOf(request), 'network_chosen', { preferred: body.preferred });
      return accept({ data: { join_url: reach.joinUrl, addresses: [...reach.addresses] } });
    },

    updateEvent: (call) =>
      changeEvent(call, async (deed) => {
        const { body } = call;
        const updated = await show.updateEvent(
          {
            name: body.name,
            numberWidth: body.number_width,
            spinMs: body.spin_ms,
            capacity: body.capacity,
            registrationOpen: body.registration_open,
            wifiSsid: body.wifi_ssid,
            wifiPassword: body.wifi_password,
            entropyWindowMs: body.entropy_window_ms,
            roomEntropy: body.room_entropy,
            spokenEntropy: body.spoken_entropy,
            beaconEntropy: body.beacon_entropy,
          },
          deed(eventSettings),
        );
        return accept({ data: eventSettings(updated) });
      }),

    participants: async ({ params, query }) => {
      if (!isOurs(params.event_id)) return noSuchEvent();
      const pageSize = query.limit ?? 100;
      const page = await storage.participants(params.event_id, query.after ?? 0, pageSize);
      return accept({
        data: {
          total_count: show.state().event.participantCount,
          participants: page.map((participant) => ({
            draw_number: participant.drawNumber,
            created_at: iso(participant.createdAt),
            state: participant.prizes.length > 0 ? ('won' as const) : ('waiting' as const),
            prizes: [...participant.prizes],
          })),
          next_after: page.length === pageSize ? (page.at(-1)?.drawNumber ?? null) : null,
        },
      });
    },

    draw: (call) =>
      changeEvent(
        call,
        async (deed) => {
          const { body } = call;
          const toData = (draw: DrawRecord) => ({
            ...drawFields(draw),
            winners: draw.winners.map(({ drawNumber }) => ({ draw_number: drawNumber })),
          });
          const reserves = body.reserves ?? 0;
          const result = await show.draw(
            'prize_id' in body
              ? { prizeId: body.prize_id, count: body.count ?? null, reserves }
              : { prizeName: body.prize_name, prizeRank: body.prize_rank, count: body.count, reserves },
            deed(toData),
          );
          return result.ok ? accept({ data: toData(result.value), status: 201 as const }) : result;
        },
        201,
      ),

    announce: (call) =>
      changeEvent(
        call,
        async (deed) => {
          const { body } = call;
          const toData = (draw: DrawRecord) => {
            const { announcement, announcement_hash, fingerprint: mark } = announcedFields(draw);
            return {
              draw_id: draw.id,
              epoch: draw.epoch,
              draw: draw.draw,
              announcement_hash,
              fingerprint: mark,
              sources: [...announcement.entropy],
              entropy_until: iso(draw.announcedAt + draw.windowMs),
            };
          };
          const result = await show.announce(
            { prizeId: body.prize_id, count: body.count ?? null, reserves: body.reserves ?? 0 },
            deed(toData),
          );
          return result.ok ? accept({ data: toData(result.value), status: 201 as const }) : result;
        },
        201,
      ),

    speak: (call) =>
      changeEvent(call, async (deed) => {
        const result = await show.speak(
          call.body.text,
          deed(() => ({})),
        );
        return result.ok ? accept({ data: {} }) : result;
      }),

    abandon: (call) =>
      changeEvent(call, async (deed) => {
        const result = await show.abandon(deed(() => ({})));
        return result.ok ? accept({ data: {} }) : result;
      }),

    archive: async ({ params, reply }) => {
      if (!isOurs(params.event_id)) return noSuchEvent();
      const { event } = show.state();
      async function* proofs(): AsyncGenerator<{ name: string; text: string }> {
        for (const draw of (await storage.draws(event.id)).toReversed()) {
          const evidence = draw.revealedAt === null ? null : await storage.drawEvidence(draw.id);
          if (!evidence) continue;
          const pieces: string[] = [];
          for await (const piece of proofText(storage, draw.id, evidence)) pieces.push(piece);
          yield { name: proofFileName({ event: event.id, epoch: draw.epoch, draw: draw.draw }), text: pieces.join('') };
        }
      }
      const archive = createArchive({
        event: { id: event.id, name: event.name, number_width: event.numberWidth },
        proofs: proofs(),
        log: JSON.stringify((await readWholeLog(storage, event.id)).map(logView), null, 2),
        page: await readFile(join(parts.pagesDir, ARCHIVE_PAGE), 'utf8'),
        madeAt: clock.now(),
      });
      const day = new Date(clock.now()).toISOString().slice(0, 10);
      reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="lucky-draw-${day}.zip"`)
        .send(Readable.from(archive));
      return accept('sent');
    },

    log: async ({ params, query }) => {
      if (!isOurs(params.event_id)) return noSuchEvent();
      const pageSize = query.limit ?? LOG_PAGE;
      const after = query.after ?? 0;
      // With the record before it, from which the first of the page must follow.
      const before = after > 0 ? (await storage.log(params.event_id, after - 1, 1))[0] : undefined;
      const records = await storage.log(params.event_id, after, pageSize);
      const chained = records.map(({ eventId, ...record }) => ({ ...record, event: eventId }));
      return accept({
        data: {
          intact: firstBroken(chained, before?.hash ?? NO_PREVIOUS, after + 1) === null,
          records: records.map(logView),
          next_after: records.length === pageSize ? (records.at(-1)?.seq ?? null) : null,
        },
      });
    },

    dismiss: (call) =>
      changeEvent(call, async (deed) => {
        const result = await show.dismiss(deed(() => ({})));
        return result.ok ? accept({ data: {} }) : result;
      }),

    draws: async ({ params }) => {
      if (!isOurs(params.event_id)) return noSuchEvent();
      const draws = await storage.draws(params.event_id);
      return accept({
        data: {
          total_count: draws.length,
          draws: draws.map((draw) => ({
            ...drawFields(draw),
            revealed: draw.revealedAt !== null,
            winners: draw.winners.map((win) => ({
              draw_number: win.drawNumber,
              claim_code: win.claimCode,
              claimed_at: win.claimedAt === null ? null : iso(win.claimedAt),
            })),
          })),
        },
      });
    },

    reset: (call) =>
      changeEvent(call, async (deed) => {
        let backup: string | null = null;
        const what = { participants: call.body.reset_participants, draws: call.body.reset_draws };
        const toData = (removed: { removedParticipants: number; removedDraws: number }) => ({
          removed_participants: removed.removedParticipants,
          removed_draws: removed.removedDraws,
          backup,
        });
        const keepCopy = async (): Promise<void> => {
          if (what.participants || what.draws) backup = await parts.keepCopy();
        };
        const result = await show.reset(what, keepCopy, deed(toData));
        return result.ok ? accept({ data: toData(result.value) }) : result;
      }),

    claim: (call) =>
      changeEvent(call, async (deed) => {
        const toData = (claimed: { drawNumber: number; prizeName: string; prizeRank: number; claimedAt: number }) => ({
          draw_number: claimed.drawNumber,
          prize_name: claimed.prizeName,
          prize_rank: claimed.prizeRank,
          claimed_at: iso(claimed.claimedAt),
        });
        const result = await show.claim(call.body.code, deed(toData));
        return result.ok ? accept({ data: toData(result.value) }) : result;
      }),

    prizes: async ({ params }) => {
      if (!isOurs(params.event_id)) return noSuchEvent();
      return accept({ data: { prizes: show.state().prizes.map(adminPrize) } });
    },

    createPrize: (call) =>
      changeEvent(
        call,
        async (deed) => {
          const { body } = call;
          const created = await show.createPrize(
            {
              name: body.name,
              description: body.description ?? '',
              rank: body.rank ?? 1,
              quantity: body.quantity ?? 1,
              winnersPerDraw: body.winners_per_draw ?? 1,
            },
            deed(adminPrize),
          );
          return accept({ data: adminPrize(created), status: 201 as const });
        },
        201,
      ),

    orderPrizes: (call) =>
      changeEvent(call, async (deed) => {
        const result = await show.orderPrizes(
          call.body.prize_ids,
          deed((prizes) => ({ prizes: prizes.map(adminPrize) })),
        );
        return result.ok ? accept({ data: { prizes: result.value.map(adminPrize) } }) : result;
      }),

    updatePrize: (call) =>
      changeEvent(call, async (deed) => {
        const { body, params } = call;
        const result = await show.updatePrize(
          params.prize_id,
          {
            name: body.name,
            description: body.description,
            rank: body.rank,
            quantity: body.quantity,
            winnersPerDraw: body.winners_per_draw,
          },
          deed(adminPrize),
        );
        return result.ok ? accept({ data: adminPrize(result.value) }) : result;
      }),

    deletePrize: (call) =>
      changeEvent(call, async (deed) => {
        const result = await show.deletePrize(
          call.params.prize_id,
          deed(() => ({})),
        );
        return result.ok ? accept({ data: {} }) : result;
      }),

    setPrizeImage: async (call) => {
      if (!isOurs(call.params.event_id)) return noSuchEvent();
      if (!call.request.isMultipart()) {
        return refuse('unsupported_media_type', 'Send the picture as multipart/form-data.');
      }
      const upload = await readUpload(call.request);
      if (!upload) return refuse('invalid_request', 'There is no whole file in this request.');
      const picture = await readPicture(upload);
      if (!picture.ok) return picture;
      return changeEvent(
        call,
        async (deed) => {
          const result = await show.setPicture(call.params.prize_id, picture.value, deed(adminPrize));
          return result.ok ? accept({ data: adminPrize(result.value) }) : result;
        },
        200,
        picture.value.id,
      );
    },

    removePrizeImage: (call) =>
      changeEvent(call, async (deed) => {
        const result = await show.setPicture(call.params.prize_id, null, deed(adminPrize));
        return result.ok ? accept({ data: adminPrize(result.value) }) : result;
      }),
  };
};

const errorSchema = {
  type: 'object',
  required: ['success', 'error'],
  properties: {
    success: { const: false },
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string', enum: Object.keys(ERROR_STATUS) },
        message: { type: 'string' },
        details: {},
      },
    },
  },
};

const responseSchemas = (spec: RouteSpec): Record<string, unknown> => {
  const success = spec.bare
    ? spec.data
    : {
        type: 'object',
        required: ['success', 'data', 'message'],
        properties: { success: { type: 'boolean', const: true }, data: spec.data, message: { type: 'string' } },
      };
  const statuses = new Set(spec.refusals.map((code) => ERROR_STATUS[code]));
  return {
    ...Object.fromEntries(spec.status.map((status) => [status, success])),
    ...Object.fromEntries(
      [...statuses].map((status) => [status, { description: refusalWords(spec, status), ...errorSchema }]),
    ),
  };
};

const refusalWords = (spec: RouteSpec, status: number): string =>
  spec.refusals.filter((code) => ERROR_STATUS[code] === status).join(', ');

/** A route that takes no body is sent none, or an empty object by programs that always send one. */
const isNothing = (body: unknown): boolean =>
  body === undefined ||
  body === null ||
  (typeof body === 'object' && !Array.isArray(body) && Object.keys(body).length === 0);

/** Puts every route of the contract on the server: validated, typed and documented from the one table. */
export const registerRoutes = (app: FastifyInstance, parts: RouteParts): void => {
  const handlers = createHandlers(parts);

  const add = <N extends RouteName>(name: N): void => {
    const spec: RouteSpec = ROUTES[name];
    const [method, url] = PATHS[name];
    app.route({
      method,
      url,
      schema: {
        operationId: name,
        summary: spec.summary,
        tags: [spec.access === 'admin' ? 'admin' : 'attendee'],
        ...(spec.access === 'none' ? {} : { security: [{ bearer: [] }, { cookie: [] }] }),
        ...(spec.params ? { params: spec.params } : {}),
        ...(spec.bare && !spec.query ? {} : { querystring: spec.query ?? Closed({}) }),
        ...(spec.body ? { body: spec.body } : {}),
        ...(spec.upload ? { consumes: ['multipart/form-data'] } : {}),
        response: responseSchemas(spec),
      },
      ...(spec.access === 'admin'
        ? {
            onRequest: async (request, reply) => {
              const token = sessionToken(request);
              const session = token === null ? null : await parts.auth.session(token);
              if (!session) return sendRefusal(reply, { code: 'unauthorized', message: 'Log in first.' });
              return undefined;
            },
          }
        : {}),
      ...(spec.body || spec.upload
        ? {}
        : {
            preValidation: async (request, reply) => {
              if (request.isMultipart()) {
                return sendRefusal(reply, { code: 'unsupported_media_type', message: 'No file is expected here.' });
              }
              return isNothing(request.body)
                ? undefined
                : sendRefusal(reply, {
                    code: 'invalid_request',
                    message: 'body must be empty',
                    details: { where: 'body' },
                  });
            },
          }),
      handler: async (request, reply) => {
        // Checked against the contract's schemas before the handler runs; here they get the schemas' types.
        const call = { params: request.params, query: request.query, body: request.body, request, reply } as Call<N>;
        reply.header('cache-control', 'no-store');
        const outcome = await handlers[name](call);
        if (!outcome.ok) return sendRefusal(reply, outcome.refusal);
        if (outcome.value === 'sent') return reply;
        const { data, status = spec.status[0] } = outcome.value;
        return reply.code(status).send(spec.bare ? data : envelope(data));
      },
    });
  };

  // Object.keys of a closed table gives its own names.
  for (const name of Object.keys(PATHS) as RouteName[]) add(name);
};
