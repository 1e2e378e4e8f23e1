import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { DisplayView, PublicDraw } from '../../contract/stage/views.ts';
import { mixedIn, shortSeal } from '../common/drawFacts.ts';
import { burst } from './confetti.ts';
import { FittedBox } from './FittedText.tsx';
import { Foot } from './Foot.tsx';
import { Gathering } from './Gathering.tsx';
import type { Words } from './i18n/en.ts';
import { MOST_MACHINES, type Screen } from './layout.ts';
import { Machines } from './Machines.tsx';
import { Picture } from './Picture.tsx';
import { ranksTell } from './PrizeStrip.tsx';
import { reelCount } from './reels.ts';
import { useMeasured } from './screen.ts';
import type { Sound } from './sound.ts';
import { Wall } from './Wall.tsx';

interface Props {
  readonly view: DisplayView;
  readonly draw: PublicDraw;
  readonly words: Words;
  readonly screen: Screen;
  readonly calm: boolean;
  readonly mirror: boolean;
  readonly hostNow: () => number;
  readonly sound: Sound | null;
  /** The reveal's moment, once a draw. */
  readonly onReveal: () => void;
}

/** A celebration that begins later than this after the reveal, on a reload for instance, is left out. */
const CELEBRATE_WITHIN_MS = 2_500;
/** Up to this many numbers the prize stands beside them; more need the whole width. */
const MOST_BESIDE = 20;
/** What is painted now is seen a frame later: at the reveal, the numbers are there to be seen. */
const FRAME_MS = 1_000 / 60;
/** A spin shorter than this has no time for a change of scene. */
const INSTANT_MS = 1_200;

/** A machine that is not started yet stands at the beginning of its way, whatever its end will be. */
const AT_REST = { stopping: 1, reveal: 1 };

/** Longer words than these are left to the proof: the foot is one line. */
const MOST_WORDS_IN_FOOT = 24;

/** The foot's line: by what everybody can tell and check this draw. `wide`: there is room for all of it. */
const DrawFoot = ({
  view,
  draw,
  words,
  wide,
}: Pick<Props, 'view' | 'draw' | 'words'> & { readonly wide: boolean }): ReactNode => {
  if (view.stage === 'armed') {
    return (
      <Foot>
        {words.seal}{' '}
        <span className="foot-mark" dir="ltr" data-testid="seal">
          {shortSeal(draw.seal)}
        </span>
      </Foot>
    );
  }
  const mixed = mixedIn(draw.entropy);
  const spoken = mixed.words !== null && mixed.words.length <= MOST_WORDS_IN_FOOT ? mixed.words : null;
  const parts = [
    ...(mixed.phones === null ? [] : [words.mixedIn.phones(mixed.phones)]),
    // Isolated, whatever direction the audience's word runs in.
    ...(spoken === null || !wide ? [] : [words.mixedIn.words(`\u2068${spoken}\u2069`)]),
    ...(mixed.beacon === null || !wide ? [] : [words.mixedIn.beacon(mixed.beacon)]),
  ];
  return (
    <Foot>
      {parts.length > 0 && `${words.drawnWith(parts)} · `}
      <span className="foot-mark" dir="ltr" data-testid="fingerprint">
        {draw.fingerprint}
      </span>
    </Foot>
  );
};

/** A draw on the stage: the prize, and the machine from its rest over the first turn to the result. */
export const DrawScene = ({ view, draw, words, screen, calm, mirror, hostNow, sound, onReveal }: Props): ReactNode => {
  const [revealedHere, setRevealedHere] = useState(false);
  const room = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const pixels = useMeasured(room);
  const celebrated = useRef(false);
  // Whoever joins while the reels turn adds no reel.
  const [countThen] = useState(view.count);

  // Every view brings the numbers as a new list; the reels must not begin anew for that.
  const known = (draw.winners ?? view.control?.plan)?.map((winner) => winner.draw_number).join() ?? null;
  const numbers = useMemo(() => (known === null ? null : known.split(',').map(Number)), [known]);
  const { started_at: start, stopping_at: stop, reveal_at: reveal } = draw;
  const armed = view.stage === 'armed';
  const times = useMemo(
    () => (armed ? AT_REST : { stopping: stop - start, reveal: reveal - start }),
    [armed, start, stop, reveal],
  );
  // The panel of the armed draw is there while it fades out.
  const [gathering, setGathering] = useState(armed);
  if (armed && !gathering) setGathering(true);
  const told = view.stage === 'winner';
  const revealed = told || revealedHere;
  const count = numbers?.length ?? draw.count;
  const reels = reelCount(view.number_width, Math.max(countThen, draw.entries, ...(numbers ?? [])));
  const many = count > MOST_MACHINES;
  const beside = count <= MOST_BESIDE;

  useEffect(() => {
    if (!revealed || celebrated.current) return;
    celebrated.current = true;
    onReveal();
    if (mirror || hostNow() - draw.reveal_at > CELEBRATE_WITHIN_MS) return;
    sound?.fanfare();
    if (!calm && canvas.current) burst(canvas.current);
  });

  // The counter's wheels are heard too.
  const gathered = armed ? view.contributions : 0;
  useEffect(() => {
    if (gathered > 0) sound?.tick();
  }, [gathered, sound]);

  const area = pixels && { width: pixels.width / screen.unit, height: pixels.height / screen.unit };
  const machine = area && {
    count,
    reels,
    width: view.number_width,
    numbers,
    times,
    state: {
      elapsed: () => (armed ? 0 : hostNow() - start + FRAME_MS),
      told,
      news: {
        ticked: () => sound?.tick(),
        stopped: (last: boolean) => sound?.clunk(last),
        revealed: () => setRevealedHere(true),
      },
    },
    revealed,
    calm,
    area,
    unit: screen.unit,
  };
  const classes = ['scene', 'draw', beside ? 'draw-beside' : 'draw-above'];
  if (revealed) classes.push('draw-lit');
  if (armed) classes.push('draw-armed');
  if (!armed && times.reveal < INSTANT_MS) classes.push('scene-instant');

  return (
    <div className={classes.join(' ')}>
      <div className="light" />
      <canvas ref={canvas} className="confetti" aria-hidden="true" />
      <FittedBox
        className="draw-prize"
        content={`${draw.prize_name} ${draw.prize_description} ${draw.image_url}`}
        most={beside ? 112 : 96}
        least={68}
        screen={screen}
      >
        <Picture url={draw.image_url} className="draw-plate" />
        <div className="draw-prize-text">
          {ranksTell(view.prizes) && <p className="draw-rank">{words.rank(draw.prize_rank)}</p>}
          <h1 className="draw-name" dir="auto">
            {draw.prize_name}
          </h1>
          {draw.prize_description !== '' && beside && (
            <p className="draw-description fitted-optional" dir="auto">
              {draw.prize_description}
            </p>
          )}
        </div>
      </FittedBox>
      <div className="draw-machine">
        <p className="draw-heading">{revealed ? words.winning(count) : words.drawing(draw.count)}</p>
        <div className="draw-room" ref={room}>
          <div className="draw-apparatus">
            {machine && (many ? <Wall {...machine} words={words} /> : <Machines {...machine} />)}
          </div>
          {gathering && (
            <Gathering
              view={view}
              draw={draw}
              words={words}
              screen={screen}
              calm={calm}
              hostNow={hostNow}
              leaving={!armed}
              onLeft={() => setGathering(false)}
            />
          )}
        </div>
        <p className="draw-entries">{words.entries(draw.entries)}</p>
      </div>
      <DrawFoot view={view} draw={draw} words={words} wide={beside} />
    </div>
  );
};
