import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { LOTTERY_LIMITS } from '../../../../contract/lotteries/limits.ts';
import { MAX_MACHINES } from '../../reels/machineLayout.ts';
import { Machines } from '../../reels/Machines.tsx';
import type { SceneProps } from '../../scene.ts';
import { useMeasured } from '../../screen.ts';
import { TEXTS } from './texts.ts';
import { TURN_MS, type PlayedResult } from './usePlayedResult.ts';
import { Winners } from './Winners.tsx';

const NOBODY: readonly number[] = [];
const TIMES = { stopping: TURN_MS / 2, reveal: TURN_MS, decided: 0 };

type Props = Pick<SceneProps, 'language' | 'screen' | 'calm' | 'sound' | 'hostNow'> & {
  readonly played: PlayedResult;
};

/** One result as it is played: the reels turn to the winners' places, then their ids. More winners than fit on reels come at once. */
export const PlayedDraw = ({ played, language, screen, calm, sound, hostNow }: Props): ReactNode => {
  const texts = TEXTS[language];
  const { result, since } = played;
  const [revealed, setRevealed] = useState(false);
  const space = useRef<HTMLDivElement>(null);
  const pixels = useMeasured(space);
  const [places] = useState(() => result.winners.map(({ place }) => place));
  const onReels = result.won <= MAX_MACHINES;
  useEffect(() => {
    const timer = setTimeout(() => setRevealed(true), Math.max(0, since + TURN_MS - hostNow()));
    return () => clearTimeout(timer);
  }, [since, hostNow]);
  useEffect(() => {
    if (revealed) sound?.fanfare();
  }, [revealed, sound]);
  const listener = useMemo(
    () => ({
      ticked: () => sound?.tick(),
      stopped: (last: boolean) => sound?.clunk(last),
      revealed: () => setRevealed(true),
    }),
    [sound],
  );
  const width = String(result.players).length;
  return (
    <div className="lottery-draw" data-testid="lottery-draw" data-revealed={revealed}>
      <p className="lottery-label">{revealed ? texts.won(result.won) : texts.drawing(result.won)}</p>
      <div className={onReels ? 'lottery-space' : 'lottery-space lottery-many'} ref={space}>
        {onReels && pixels && (
          <div className="lottery-reels">
            <Machines
              count={places.length}
              reels={width}
              width={width}
              numbers={places}
              absent={NOBODY}
              times={TIMES}
              state={{ elapsed: () => hostNow() - since, told: revealed, listener }}
              revealed={revealed}
              calm={calm}
              area={{ width: pixels.width / screen.unit, height: pixels.height / screen.unit }}
              unit={screen.unit}
            />
          </div>
        )}
        {!onReels && revealed && (
          <Winners result={result} most={LOTTERY_LIMITS.shownWinners} max={96} language={language} screen={screen} />
        )}
        {!onReels && !revealed && <div className="lottery-waits" aria-hidden="true" />}
      </div>
      {onReels && (
        <div className={revealed ? 'lottery-names' : 'lottery-names lottery-hidden'}>
          <Winners
            result={result}
            most={MAX_MACHINES}
            max={result.won === 1 ? 112 : 84}
            language={language}
            screen={screen}
          />
        </div>
      )}
    </div>
  );
};
