import type { ReactNode } from 'react';
import type { ShownGame, ShownLotteryView } from '../../../../contract/lotteries/live.ts';
import { Counter } from '../../parts/Counter.tsx';
import { FittedText } from '../../parts/FittedText.tsx';
import type { SceneProps } from '../../scene.ts';
import { PlayedDraw } from './PlayedDraw.tsx';
import { TEXTS } from './texts.ts';
import { usePlayedResult } from './usePlayedResult.ts';
import { Winners } from './Winners.tsx';
import './lottery.css';

/** An automatic lottery: players gather, the reels turn by themselves, the winners, and players gather again. */
export const LotteryScene = (props: SceneProps): ReactNode =>
  props.lottery?.game && <ShownLottery {...props} now={props.lottery} game={props.lottery.game} />;

/** Winners of the last lottery that are named beside the next one's gathering. */
const NAMED_LAST = 4;

const ShownLottery = (props: SceneProps & { readonly now: ShownLotteryView; readonly game: ShownGame }): ReactNode => {
  const { now, game, language, screen, calm, sound, hostNow } = props;
  const texts = TEXTS[language];
  const played = usePlayedResult(game.last, hostNow);
  return (
    <div className={played ? 'scene lottery lottery-drawing' : 'scene lottery'} data-testid="lottery-scene">
      <header className="lottery-head">
        <FittedText className="lottery-name" level="h1" text={game.name} max={120} min={68} screen={screen} />
        <p className="lottery-sum">{texts.sum(game.win_sum)}</p>
      </header>
      {played ? (
        <PlayedDraw
          key={played.result.lottery_id}
          played={played}
          language={language}
          screen={screen}
          calm={calm}
          sound={sound}
          hostNow={hostNow}
        />
      ) : (
        <div className="lottery-gathering">
          <Counter
            count={now.gathered}
            label={texts.ofPlayers(game.players)}
            max={game.players}
            testId="lottery-gathered"
          />
          <div className="lottery-bar" aria-hidden="true">
            <div
              className="lottery-fill"
              style={{ transform: `scaleX(${Math.min(1, now.gathered / game.players)})` }}
            />
          </div>
          <p className="lottery-next">{now.paused ? texts.paused : texts.starts(game.players - now.gathered)}</p>
          {game.last && (
            <div className="lottery-last">
              <p className="lottery-label">{texts.lastWon(game.last.won)}</p>
              <Winners result={game.last} most={NAMED_LAST} max={60} language={language} screen={screen} />
            </div>
          )}
        </div>
      )}
    </div>
  );
};
