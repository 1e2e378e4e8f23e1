import { useState } from 'react';
import type { GameFigures } from '../../../../contract/lotteries/live.ts';
import type { GameData } from '../../../../contract/lotteries/routes.ts';
import type { RouteData } from '../../../../contract/routes.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { useRequest, type Outcome } from '../../console/useRequest.ts';
import { ConfirmDialog } from '../../controls/ConfirmDialog.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { TextField } from '../../controls/TextField.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { LOTTERY_LIMITS } from '../../../../contract/lotteries/limits.ts';
import { GameLog } from './GameLog.tsx';
import { GatheringBar } from './GatheringBar.tsx';
import { LotteryTable } from './LotteryTable.tsx';
import { OnProjector } from './OnProjector.tsx';
import { lotteriesTexts } from './texts.ts';
import { useGameView } from './useGameView.ts';
import { useRefusalWords } from '../../console/useRefusalWords.ts';

/** What an organiser does to the game and to its waiting lottery. */
const Actions = ({ game, now, onChanged }: { game: GameData; now: GameFigures; onChanged: () => void }) => {
  const { notify } = useConsole();
  const t = useTexts(lotteriesTexts);
  const refusalWords = useRefusalWords();
  const { busy, send } = useRequest();
  const [asking, setAsking] = useState<{ what: 'start' | 'cancel'; lottery: string } | null>(null);
  const [reason, setReason] = useState('');

  const act = async <T,>(request: () => Promise<Outcome<T>>, done: string): Promise<void> => {
    const outcome = await send(request);
    if (outcome === null) return;
    setAsking(null);
    if (outcome.ok) {
      setReason('');
      notify('good', done);
    } else notify('bad', refusalWords(outcome.refusal));
    onChanged();
  };
  const pause = (paused: boolean): Promise<void> =>
    act<RouteData<'changeGame'>>(
      () => call('changeGame', { params: { game_id: game.game_id }, body: { paused } }),
      paused ? t.pausedNow(game.name) : t.resumedNow(game.name),
    );
  const ask = (what: 'start' | 'cancel') => () => {
    if (now.waiting !== null) setAsking({ what, lottery: now.waiting });
  };
  const params = { lottery_id: asking?.lottery ?? '' };
  const trimmed = reason.trim();

  return (
    <div className="lottery-actions">
      <RequestButton className="button" busy={busy} onClick={() => void pause(!now.paused)} testId="game-pause">
        {now.paused ? t.resume : t.pause}
      </RequestButton>
      <RequestButton
        className="button"
        busy={busy}
        blocked={now.waiting === null || now.gathered < game.winners}
        onClick={() => {
          if (now.gathered >= game.winners) ask('start')();
        }}
        testId="lottery-start"
      >
        {t.startNow}
      </RequestButton>
      <RequestButton
        className="button destructive-quiet"
        busy={busy}
        blocked={now.waiting === null}
        onClick={ask('cancel')}
        testId="lottery-cancel"
      >
        {t.cancelLottery}
      </RequestButton>
      <ConfirmDialog
        open={asking?.what === 'start'}
        title={t.startTitle(params.lottery_id)}
        confirm={t.startConfirm}
        cancel={t.keep}
        busy={busy}
        onClose={() => setAsking(null)}
        onConfirm={() => void act(() => call('startLottery', { params }), t.started(params.lottery_id))}
      >
        <p>{t.startBody(now.gathered, game.winners)}</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asking?.what === 'cancel'}
        title={t.cancelTitle(params.lottery_id)}
        confirm={t.cancelConfirm}
        cancel={t.keep}
        busy={busy || trimmed === ''}
        onClose={() => setAsking(null)}
        onConfirm={() => {
          if (trimmed === '') document.getElementById('cancel-reason')?.focus();
          else
            void act(
              () => call('cancelLottery', { params, body: { reason: trimmed } }),
              t.cancelled(params.lottery_id),
            );
        }}
      >
        <p>{t.cancelBody}</p>
        <TextField
          id="cancel-reason"
          label={t.reason}
          dir="auto"
          required
          maxCharacters={LOTTERY_LIMITS.reason}
          value={reason}
          onChange={setReason}
        />
      </ConfirmDialog>
    </div>
  );
};

/** One game: how far its waiting lottery is, what may be done, its lotteries, and what an integrator needs. */
export const GamePage = ({ game, onChanged }: { game: GameData; onChanged: () => void }) => {
  const { language } = useConsole();
  const t = useTexts(lotteriesTexts);
  const live = useGameView(game.game_id);
  const now: GameFigures = live ?? { ...game, waiting: null };
  const extras = [...(game.distinct_players ? [t.once] : []), ...(game.beacon ? [t.withBeacon] : [])];
  return (
    <section className="lottery-card" aria-labelledby="game-heading" data-testid="game-page">
      <div className="lottery-card-head">
        <div>
          <h3 id="game-heading">
            <bdi>{game.name}</bdi>
            {now.paused && <span className="tag">{t.paused}</span>}
          </h3>
          <p className="quiet">
            {[t.rules(game.winners, game.win_sum.toLocaleString(language)), ...extras].join(' · ')}
          </p>
        </div>
        <Actions game={game} now={now} onChanged={onChanged} />
      </div>
      <div className="lottery-now">
        <p className="lottery-gathered" data-testid="gathered">
          {t.gathered(now.gathered, game.players)}
        </p>
        <GatheringBar gathered={now.gathered} players={game.players} />
        <p className="quiet">
          {[
            t.drawnSoFar(now.finished),
            ...(now.started > 0 ? [t.toDraw(now.started)] : []),
            ...(now.cancelled > 0 ? [t.cancelledSoFar(now.cancelled)] : []),
          ].join(' · ')}
        </p>
      </div>
      <OnProjector key={`projector ${game.game_id}`} game={game} onChanged={onChanged} />
      <LotteryTable
        key={game.game_id}
        gameId={game.game_id}
        revision={now.gathered + now.finished * 2 + now.cancelled * 2 + now.started}
        total={game.players}
      />
      <GameLog key={`log ${game.game_id}`} gameId={game.game_id} />
      <details className="lottery-proof">
        <summary>{t.proofHeading}</summary>
        <dl dir="ltr">
          <dt>{t.gameId}</dt>
          <dd>{game.game_id}</dd>
          <dt>{t.seal}</dt>
          <dd>{game.seal}</dd>
          <dt>{t.salt}</dt>
          <dd>{game.salt}</dd>
        </dl>
      </details>
    </section>
  );
};
