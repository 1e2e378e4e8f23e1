import { Plus, Ticket } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { GameData, KafkaItem } from '../../../../contract/lotteries/routes.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { useDraft } from '../../console/drafts.ts';
import type { Section } from '../../console/section.ts';
import { useHostData } from '../../console/useHostData.ts';
import { DiscardDialog } from '../../controls/DiscardDialog.tsx';
import { EmptyState } from '../../controls/EmptyState.tsx';
import { Loading } from '../../controls/Loading.tsx';
import { Notice } from '../../controls/Notice.tsx';
import { LoadingRefused } from '../../controls/RefusalNotice.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { DeadLetters } from './DeadLetters.tsx';
import { EMPTY_GAME, gameDraft } from './gameDraft.ts';
import { GameForm } from './GameForm.tsx';
import { GamePage } from './GamePage.tsx';
import { GatheringBar } from './GatheringBar.tsx';
import { lotteriesTexts } from './texts.ts';
import './lotteries.css';

const EVERY_MS = 3_000;
const PAGE_SIZE = 50;

const KafkaState = ({ kafka }: { kafka: KafkaItem }) => {
  const t = useTexts(lotteriesTexts).kafka;
  switch (kafka.state) {
    case 'off':
      return null;
    case 'connecting':
      return <Notice kind="info">{t.connecting}</Notice>;
    case 'reading':
      return <Notice kind="good">{t.reading(kafka.taken)}</Notice>;
    case 'failing':
      return <Notice kind="bad">{t.failing(kafka.error ?? '')}</Notice>;
  }
};

const GameButton = ({ game, chosen, onChoose }: { game: GameData; chosen: boolean; onChoose: () => void }) => {
  const t = useTexts(lotteriesTexts);
  return (
    <button
      type="button"
      className={chosen ? 'game-button chosen' : 'game-button'}
      aria-pressed={chosen}
      onClick={onChoose}
      data-testid="game"
    >
      <span className="game-name">
        <bdi>{game.name}</bdi>
        {game.paused && <span className="tag">{t.paused}</span>}
        {game.shown && <span className="tag">{t.projector.tag}</span>}
      </span>
      <GatheringBar gathered={game.gathered} players={game.players} />
      <span className="game-figures quiet">
        <span>{t.gathered(game.gathered, game.players)}</span>
        <span>{t.drawnSoFar(game.finished)}</span>
      </span>
    </button>
  );
};

const Lotteries = () => {
  const t = useTexts(lotteriesTexts);
  const { view } = useConsole();
  const [draft, setDraft] = useDraft(gameDraft);
  const [leaving, setLeaving] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [after, setAfter] = useState(0);
  const [beat, setBeat] = useState(0);
  const lookAgain = (): void => setBeat((n) => n + 1);
  useEffect(() => {
    const timer = setInterval(() => setBeat((n) => n + 1), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const list = useHostData(`games ${after}`, beat, () => call('games', { query: { after, limit: PAGE_SIZE } }));
  const { data } = list;
  const games = data?.games ?? [];
  const game = games.find(({ game_id: id }) => id === chosen) ?? games[0] ?? null;
  const next = data?.next_after ?? null;

  return (
    <div className="lotteries-section">
      <div className="section-head">
        <div>
          <h2>{t.title}</h2>
          <p className="quiet">{t.lead}</p>
        </div>
        <button
          type="button"
          className={data !== null && games.length === 0 ? 'button primary' : 'button'}
          onClick={() => setDraft(draft ?? EMPTY_GAME)}
          data-testid="game-add"
        >
          <Plus aria-hidden="true" size={18} />
          {t.add}
        </button>
      </div>
      {data && <KafkaState kafka={data.kafka} />}
      <LoadingRefused refusal={list.refusal} retry={list.retry} />
      {data === null && !list.refusal && <Loading />}
      {draft !== null && (
        <GameForm
          draft={draft}
          onChange={setDraft}
          onCancel={() => (gameDraft.isUnsaved(view) ? setLeaving(true) : setDraft(null))}
          onMade={(gameId) => {
            setDraft(null);
            setChosen(gameId);
            lookAgain();
          }}
        />
      )}
      {data !== null && games.length === 0 && draft === null && (
        <EmptyState icon={Ticket} title={t.emptyTitle} body={t.emptyBody} />
      )}
      {game !== null && (
        <div className="lottery-columns">
          <nav className="game-list" aria-label={t.games}>
            {games.map((each) => (
              <GameButton
                key={each.game_id}
                game={each}
                chosen={each.game_id === game.game_id}
                onChoose={() => setChosen(each.game_id)}
              />
            ))}
            {(next !== null || after > 0) && (
              <button type="button" className="button small-button" onClick={() => setAfter(next ?? 0)}>
                {t.more}
              </button>
            )}
          </nav>
          <GamePage game={game} onChanged={lookAgain} />
        </div>
      )}
      {data && <DeadLetters total={data.dead_letters} onChanged={lookAgain} />}
      <DiscardDialog
        open={leaving}
        onKeep={() => setLeaving(false)}
        onDiscard={() => {
          setLeaving(false);
          setDraft(null);
        }}
      />
    </div>
  );
};

export const lotteriesSection: Section = {
  id: 'lotteries',
  feature: 'lotteries',
  texts: lotteriesTexts,
  icon: Ticket,
  component: Lotteries,
  drafts: [gameDraft],
};
