import { ChevronFirst, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { LotteryItem } from '../../../../contract/lotteries/routes.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { shortTime } from '../../console/time.ts';
import { useHostData } from '../../console/useHostData.ts';
import { CheckLink } from '../../controls/CheckLink.tsx';
import { Loading } from '../../controls/Loading.tsx';
import { PageButton, Pages } from '../../controls/Pages.tsx';
import { LoadingRefused } from '../../controls/RefusalNotice.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { lotteriesTexts } from './texts.ts';

const PAGE_SIZE = 20;
/** Winners that a row names; the rest are counted. */
const NAMED = 3;

const Row = ({ lottery, total }: { lottery: LotteryItem; total: number }) => {
  const { language, live } = useConsole();
  const t = useTexts(lotteriesTexts);
  const named = lottery.winners.slice(0, NAMED);
  const more = lottery.winners.length - named.length;
  const moment = lottery.ended_at ?? lottery.started_at ?? lottery.opened_at;
  return (
    <tr data-testid="lottery" data-status={lottery.status}>
      <th scope="row" dir="ltr">
        {lottery.lottery_id}
      </th>
      <td>
        <span className={`lottery-state ${lottery.status}`}>{t.states[lottery.status]}</span>
        <time className="quiet" dateTime={moment}>
          {shortTime(moment, language, live.hostNow())}
        </time>
        {lottery.reason !== null && <bdi className="quiet">{lottery.reason}</bdi>}
      </td>
      <td className="number">
        {lottery.players.length.toLocaleString(language)}
        {lottery.status === 'in_waiting' && <span className="quiet"> / {total.toLocaleString(language)}</span>}
      </td>
      <td className="lottery-winners">
        {named.map((player, index) => (
          // A player may win twice; the order never changes.
          // oxlint-disable-next-line react/no-array-index-key
          <bdi key={index}>{player}</bdi>
        ))}
        {more > 0 && <span className="quiet">+{more.toLocaleString(language)}</span>}
      </td>
      <td className="number">{lottery.award?.win_sum.toLocaleString(language)}</td>
      <td className="row-actions">
        {lottery.status === 'finished' && lottery.draw_id !== null && (
          <CheckLink drawId={lottery.draw_id} className="button small-button">
            {t.check}
            <span className="visually-hidden"> {lottery.lottery_id}</span>
          </CheckLink>
        )}
      </td>
    </tr>
  );
};

/** A game's lotteries, newest first. `revision`: another number when something of the game has changed. */
export const LotteryTable = ({ gameId, revision, total }: { gameId: string; revision: number; total: number }) => {
  const t = useTexts(lotteriesTexts);
  const [before, setBefore] = useState<number | null>(null);
  const list = useHostData(`${gameId} ${before}`, revision, () =>
    call('lotteries', {
      query: { game_id: gameId, limit: PAGE_SIZE, ...(before !== null && { before }) },
    }),
  );
  const older = list.data?.next_before ?? null;
  const lotteries = list.data?.lotteries ?? [];
  if (list.data === null)
    return list.refusal ? <LoadingRefused refusal={list.refusal} retry={list.retry} /> : <Loading />;
  return (
    <>
      <LoadingRefused refusal={list.refusal} retry={list.retry} />
      {lotteries.length === 0 ? (
        <p className="quiet">{t.none}</p>
      ) : (
        <div className="lottery-scroll">
          <table className="lottery-table" aria-label={t.list}>
            <thead>
              <tr>
                <th scope="col">{t.columns.lottery}</th>
                <th scope="col">{t.columns.state}</th>
                <th scope="col" className="number">
                  {t.columns.players}
                </th>
                <th scope="col">{t.columns.winners}</th>
                <th scope="col" className="number">
                  {t.columns.award}
                </th>
                <th scope="col">
                  <span className="visually-hidden">{t.check}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {lotteries.map((lottery) => (
                <Row key={lottery.lottery_id} lottery={lottery} total={total} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {(older !== null || before !== null) && (
        <Pages>
          <PageButton icon={ChevronFirst} label={t.newer} disabled={before === null} onClick={() => setBefore(null)} />
          <PageButton
            icon={ChevronRight}
            iconAfter
            label={t.older}
            disabled={older === null}
            onClick={() => setBefore(older)}
          />
        </Pages>
      )}
    </>
  );
};
