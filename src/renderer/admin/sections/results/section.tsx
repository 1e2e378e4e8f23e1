import { Archive, Copy, Download, FileCheck, Hourglass, ListOrdered } from 'lucide-react';
import type { RouteData } from '../../../../contract/routes.ts';
import type { AdminDraw } from '../../../../contract/stage/routes.ts';
import { PATHS } from '../../../../contract/paths.ts';
import { proofFileName } from '../../../../contract/draws/proofFile.ts';
import { call, LONG_TIMEOUT_MS } from '../../../common/api.ts';
import { padNumber } from '../../../common/numbers.ts';
import { AbsentWinner } from '../../console/absent/AbsentWinner.tsx';
import { useConsole } from '../../console/consoleContext.ts';
import { SHOW_SECTION, type Section } from '../../console/section.ts';
import { consoleTexts } from '../../console/texts.ts';
import { shortTime } from '../../console/time.ts';
import { allPages } from '../../console/allPages.ts';
import { LIST_TIMEOUT_MS, useHostData } from '../../console/useHostData.ts';
import { useRefusalWords } from '../../console/useRefusalWords.ts';
import { useRequest } from '../../console/useRequest.ts';
import { DrawMark } from '../../controls/DrawMark.tsx';
import { EmptyState } from '../../controls/EmptyState.tsx';
import { Loading } from '../../controls/Loading.tsx';
import { Rank } from '../../controls/Rank.tsx';
import { LoadingRefused } from '../../controls/RefusalNotice.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { ClaimCheck } from './ClaimCheck.tsx';
import { copyText, saveText } from '../../console/saveText.ts';
import { resultsTexts } from './texts.ts';
import { csvOf, pasteOf } from '../../console/csv.ts';
import { winnersTable } from './winnersTable.ts';
import './results.css';

type PublicDraws = RouteData<'publicDraws'>;
type PublicRecord = PublicDraws['draws'][number];

/** What makes a revealed draw checkable: its fingerprint, its proof as a file, the page that checks it. */
const Evidence = ({ eventId, draw }: { eventId: string; draw: PublicRecord }) => {
  const { online, notify } = useConsole();
  const t = useTexts(resultsTexts);
  const refusalWords = useRefusalWords();
  const { busy, send } = useRequest();
  const take = async (): Promise<void> => {
    if (!online) return;
    const outcome = await send(() => call('proof', { params: { draw_id: draw.draw_id }, timeoutMs: LONG_TIMEOUT_MS }));
    if (outcome === null) return;
    if (!outcome.ok) return notify('bad', refusalWords(outcome.refusal));
    const name = proofFileName({ event: eventId, epoch: draw.epoch, draw: draw.draw });
    saveText(name, 'application/json', JSON.stringify(outcome.value));
  };
  if (!draw.provable) return <p className="quiet">{t.withoutProof}</p>;
  return (
    <div className="evidence">
      <DrawMark fingerprint={draw.fingerprint} drawId={draw.draw_id} entropy={null} />
      <RequestButton className="button small-button" busy={busy} onClick={() => void take()} testId="proof-download">
        <FileCheck aria-hidden="true" size={16} />
        {busy ? t.proofTaking : t.proof}
      </RequestButton>
    </div>
  );
};

type AdminWin = AdminDraw['winners'][number];

/** The winners whose prizes are theirs. */
const standingOf = ({ winners }: AdminDraw): AdminWin[] =>
  winners.filter(({ forfeited_at: forfeited, hidden }) => forfeited === null && !hidden);

const winClass = ({ claimed_at: claimed, forfeited_at: forfeited }: AdminWin): string =>
  forfeited === null ? (claimed === null ? 'win' : 'win handed') : 'win absent';

const DrawRecord = ({ draw, evidence }: { draw: AdminDraw; evidence: PublicRecord | null }) => {
  const { view, language, live } = useConsole();
  const { winnersOf } = useTexts(consoleTexts);
  const t = useTexts(resultsTexts);
  const time = (moment: string): string => shortTime(moment, language, live.hostNow());
  // Nothing of a reserve while the reels turn: the list is read over shoulders.
  const shown = draw.winners.filter(({ hidden }) => !hidden);
  const standing = standingOf(draw);
  const handedOver = standing.filter((winner) => winner.claimed_at !== null).length;
  return (
    <li className={draw.revealed ? 'draw-record' : 'draw-record hidden-yet'} data-testid="draw-record">
      <div className="draw-head">
        <h3>
          <Rank rank={draw.prize_rank} />
          <bdi>{draw.prize_name}</bdi>
        </h3>
        <p className="quiet">
          {t.drawNumber(draw.draw)} · <time dateTime={draw.drawn_at}>{time(draw.drawn_at)}</time> ·{' '}
          {winnersOf(draw.winners.filter((winner) => winner.steps_in_for === null).length, draw.entries)}
          {draw.revealed && <> · {t.handedOver(handedOver, standing.length)}</>}
        </p>
      </div>
      {draw.revealed ? (
        <>
          <ul className="winners">
            {shown.map((winner) => (
              <li key={winner.draw_number} className={winClass(winner)}>
                <span className="win-number" data-testid="winner-number">
                  {padNumber(winner.draw_number, view.number_width)}
                </span>
                <span className="win-code">
                  <span className="visually-hidden">{t.code}: </span>
                  {winner.forfeited_at === null && winner.claim_code}
                </span>
                <span className="win-state">
                  {winner.forfeited_at !== null
                    ? t.absent(time(winner.forfeited_at), winner.forfeit_reason)
                    : winner.claimed_at === null
                      ? t.waiting
                      : t.handed(time(winner.claimed_at))}
                  {winner.steps_in_for !== null && (
                    <> · {t.stepsInFor(padNumber(winner.steps_in_for, view.number_width))}</>
                  )}
                </span>
                {winner.forfeited_at === null && winner.claimed_at === null && (
                  <AbsentWinner drawId={draw.draw_id} prizeId={draw.prize_id} drawNumber={winner.draw_number} />
                )}
              </li>
            ))}
          </ul>
          {evidence && <Evidence eventId={view.id} draw={evidence} />}
          {draw.reserves.length > 0 && (
            <p className="reserves">
              <span className="quiet">{t.reserves}</span>{' '}
              {draw.reserves.map((reserve) => padNumber(reserve.draw_number, view.number_width)).join(' · ')}{' '}
              <span className="quiet">{t.reservesLeft(draw.reserves_left)}</span>
            </p>
          )}
        </>
      ) : (
        <p className="not-revealed">
          <Hourglass aria-hidden="true" size={18} />
          <span>
            <b>{t.notRevealed}.</b> {t.notRevealedBody}
          </span>
        </p>
      )}
    </li>
  );
};

const Results = () => {
  const { view, notify, live } = useConsole();
  const t = useTexts(resultsTexts);
  const list = useHostData(view.id, view.draws_revision, () =>
    allPages((query) => call('draws', { params: { event_id: view.id }, query, timeoutMs: LIST_TIMEOUT_MS })),
  );
  const open = useHostData(view.id, view.draws_revision, () =>
    allPages((query) => call('publicDraws', { query, timeoutMs: LIST_TIMEOUT_MS })),
  );
  const evidence = new Map(open.data?.flatMap((page) => page.draws).map((draw) => [draw.draw_id, draw]));
  const draws = list.data?.flatMap((page) => page.draws) ?? [];
  const revealed = draws.filter((draw) => draw.revealed);
  const winners = revealed.flatMap(standingOf);
  const table = (): string[][] => winnersTable(draws, view.number_width, t.table);

  return (
    <div className="results-section">
      <div className="section-head">
        <div>
          <h2>{t.title}</h2>
          {draws.length > 0 && (
            <p className="quiet">
              {t.summary(draws.length, winners.length)} ·{' '}
              {t.handedOver(winners.filter((w) => w.claimed_at !== null).length, winners.length)}
            </p>
          )}
        </div>
        {winners.length > 0 && (
          <div className="head-buttons">
            <button
              type="button"
              className="button"
              onClick={() => {
                if (copyText(pasteOf(table()))) notify('good', t.copied);
                else notify('bad', t.copyFailed);
              }}
            >
              <Copy aria-hidden="true" size={18} />
              {t.copy}
            </button>
            <button
              type="button"
              className="button"
              onClick={() => {
                const day = new Date(live.hostNow()).toLocaleDateString('sv');
                saveText(`${t.fileName}-${day}.csv`, 'text/csv;charset=utf-8', csvOf(table()));
                notify('good', t.downloaded);
              }}
              data-testid="winners-download"
            >
              <Download aria-hidden="true" size={18} />
              {t.download}
            </button>
            <a
              className="button"
              href={PATHS.archive[1].replace(':event_id', encodeURIComponent(view.id))}
              download
              title={t.archiveHolds}
              data-testid="archive-download"
            >
              <Archive aria-hidden="true" size={18} />
              {t.archive}
            </a>
          </div>
        )}
      </div>
      <LoadingRefused refusal={list.refusal} retry={list.retry} />
      {list.data === null ? (
        !list.refusal && <Loading />
      ) : draws.length === 0 ? (
        <EmptyState icon={ListOrdered} title={t.emptyTitle} body={t.emptyBody}>
          <a className="button" href={`#${SHOW_SECTION}`}>
            {t.toShow}
          </a>
        </EmptyState>
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

export const resultsSection: Section = {
  id: 'results',
  feature: 'draws',
  texts: resultsTexts,
  icon: ListOrdered,
  component: Results,
  drafts: [],
};
