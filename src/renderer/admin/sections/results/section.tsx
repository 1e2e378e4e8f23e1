import { Archive, Copy, Download, FileCheck, Hourglass, ListOrdered } from 'lucide-react';
import type { AdminDraw, RouteData } from '../../../../contract/routes.ts';
import { PATHS } from '../../../../contract/paths.ts';
import { proofFileName } from '../../../../contract/proofFile.ts';
import { call } from '../../../common/api.ts';
import { padNumber } from '../../../common/numbers.ts';
import { DrawMark } from '../../controls/DrawMark.tsx';
import { Notice } from '../../controls/Notice.tsx';
import { shortTime } from '../../console/time.ts';
import { useDesk, useRequest } from '../../console/consoleContext.ts';
import { refusalWords } from '../../console/refusals.ts';
import { useFresh } from '../../console/useHostData.ts';
import { ClaimCheck } from './ClaimCheck.tsx';
import { copy, download } from './saveText.ts';
import { csvOf, pasteOf, winnersTable } from './winnersTable.ts';
import './results.css';

type PublicDraws = RouteData<'publicDraws'>;
type PublicRecord = PublicDraws['draws'][number];

/** What makes a revealed draw checkable: its fingerprint, its proof as a file, the page that checks it. */
const Evidence = ({ eventId, draw }: { eventId: string; draw: PublicRecord }) => {
  const { m, online, notify } = useDesk();
  const { busy, send } = useRequest();
  const take = async (): Promise<void> => {
    if (!online) return;
    const outcome = await send(() => call('proof', { params: { draw_id: draw.draw_id } }));
    if (outcome === null) return;
    if (!outcome.ok) return notify('bad', refusalWords(m, outcome.refusal));
    const name = proofFileName({ event: eventId, epoch: draw.epoch, draw: draw.draw });
    download(name, 'application/json', JSON.stringify(outcome.value));
  };
  return (
    <div className="evidence">
      <DrawMark fingerprint={draw.fingerprint} drawId={draw.draw_id} entropy={null} />
      <button
        type="button"
        className="button small-button"
        aria-disabled={busy || !online}
        title={online ? undefined : m.common.offlineReason}
        onClick={() => void take()}
        data-testid="proof-download"
      >
        <FileCheck aria-hidden="true" size={16} />
        {busy ? m.fairness.proofTaking : m.fairness.proof}
      </button>
    </div>
  );
};

const DrawRecord = ({ draw, evidence }: { draw: AdminDraw; evidence: PublicRecord | null }) => {
  const { m, view, language, live } = useDesk();
  const time = (moment: string): string => shortTime(moment, language, live.hostNow());
  const handedOver = draw.winners.filter((winner) => winner.claimed_at !== null).length;
  return (
    <li className={draw.revealed ? 'draw-record' : 'draw-record hidden-yet'} data-testid="draw-record">
      <div className="draw-head">
        <h3>
          <span className="rank">{m.show.rank(draw.prize_rank)}</span>
          <bdi>{draw.prize_name}</bdi>
        </h3>
        <p className="quiet">
          {m.results.drawNumber(draw.draw)} · <time dateTime={draw.drawn_at}>{time(draw.drawn_at)}</time> ·{' '}
          {m.show.resultOf(draw.winners.length, draw.entries)}
          {draw.revealed && <> · {m.results.handedOver(handedOver, draw.winners.length)}</>}
        </p>
      </div>
      {draw.revealed ? (
        <>
          <ul className="winners">
            {draw.winners.map((winner) => (
              <li key={winner.draw_number} className={winner.claimed_at === null ? 'win' : 'win handed'}>
                <span className="win-number" data-testid="winner-number">
                  {padNumber(winner.draw_number, view.number_width)}
                </span>
                <span className="win-code">
                  <span className="visually-hidden">{m.results.code}: </span>
                  {winner.claim_code}
                </span>
                <span className="win-state">
                  {winner.claimed_at === null ? m.results.waiting : m.results.handed(time(winner.claimed_at))}
                </span>
              </li>
            ))}
          </ul>
          {evidence && <Evidence eventId={view.id} draw={evidence} />}
          {draw.reserves.length > 0 && (
            <p className="reserves">
              <span className="quiet">{m.results.reserves}</span>{' '}
              {draw.reserves.map((reserve) => padNumber(reserve.draw_number, view.number_width)).join(' · ')}
            </p>
          )}
        </>
      ) : (
        <p className="not-revealed">
          <Hourglass aria-hidden="true" size={18} />
          <span>
            <b>{m.results.notRevealed}.</b> {m.results.notRevealedBody}
          </span>
        </p>
      )}
    </li>
  );
};

export const ResultsRoom = () => {
  const { m, view, notify, live } = useDesk();
  const list = useFresh(view.id, view.draws_revision, (signal) =>
    call('draws', { params: { event_id: view.id }, signal }),
  );
  const open = useFresh(view.id, view.draws_revision, (signal) => call('publicDraws', { signal }));
  const evidence = new Map(open.data?.draws.map((draw) => [draw.draw_id, draw]));
  const draws = list.data?.draws ?? [];
  const revealed = draws.filter((draw) => draw.revealed);
  const winners = revealed.flatMap((draw) => draw.winners);
  const table = (): string[][] => winnersTable(draws, view.number_width, m.results.table);

  return (
    <div className="results-room">
      <div className="room-head">
        <div>
          <h2>{m.rooms.results}</h2>
          {draws.length > 0 && (
            <p className="quiet">
              {m.results.summary(draws.length, winners.length)} ·{' '}
              {m.results.handedOver(winners.filter((w) => w.claimed_at !== null).length, winners.length)}
            </p>
          )}
        </div>
        {winners.length > 0 && (
          <div className="head-buttons">
            <button
              type="button"
              className="button"
              onClick={() => {
                if (copy(pasteOf(table()))) notify('good', m.results.copied);
                else notify('bad', m.results.copyFailed);
              }}
            >
              <Copy aria-hidden="true" size={18} />
              {m.results.copy}
            </button>
            <button
              type="button"
              className="button"
              onClick={() => {
                const day = new Date(live.hostNow()).toLocaleDateString('sv');
                download(`${m.results.fileName}-${day}.csv`, 'text/csv;charset=utf-8', csvOf(table()));
                notify('good', m.results.downloaded);
              }}
              data-testid="winners-download"
            >
              <Download aria-hidden="true" size={18} />
              {m.results.download}
            </button>
            <a
              className="button"
              href={PATHS.archive[1].replace(':event_id', encodeURIComponent(view.id))}
              download
              title={m.fairness.archiveHolds}
              data-testid="archive-download"
            >
              <Archive aria-hidden="true" size={18} />
              {m.fairness.archive}
            </a>
          </div>
        )}
      </div>
      {list.refusal && (
        <Notice kind="bad">
          {refusalWords(m, list.refusal)}{' '}
          <button type="button" className="link-button" onClick={list.retry}>
            {m.common.retry}
          </button>
        </Notice>
      )}
      {list.data === null ? (
        !list.refusal && <p className="quiet">{m.common.loading}</p>
      ) : draws.length === 0 ? (
        <div className="empty">
          <ListOrdered aria-hidden="true" size={40} strokeWidth={1.25} />
          <h3>{m.results.emptyTitle}</h3>
          <p>{m.results.emptyBody}</p>
          <a className="button" href="#show">
            {m.results.toShow}
          </a>
        </div>
      ) : (
        <div className="results-columns">
          <ClaimCheck draws={revealed} />
          <ol className="draw-records">
            {draws.map((draw) => (
              <DrawRecord key={draw.draw_id} draw={draw} evidence={evidence.get(draw.draw_id) ?? null} />
            ))}
          </ol>
        </div>
      )}
    </div>
  );
};
