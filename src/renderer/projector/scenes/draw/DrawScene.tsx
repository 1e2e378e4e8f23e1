import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { PublicDraw } from '../../../../contract/stage/views.ts';
import { padNumber } from '../../../common/numbers.ts';
import { FittedBox } from '../../parts/FittedText.tsx';
import { Picture } from '../../parts/Picture.tsx';
import { ranksTell } from '../../parts/ranks.ts';
import { withSoftHyphens } from '../../parts/softHyphens.ts';
import { TEXTS as PART_TEXTS } from '../../parts/texts.ts';
import { useConfetti } from '../../parts/useConfetti.ts';
import { MAX_MACHINES } from '../../reels/machineLayout.ts';
import { Machines } from '../../reels/Machines.tsx';
import { ENDLESS, reelCount } from '../../reels/reels.ts';
import type { SceneProps } from '../../scene.ts';
import { useMeasured } from '../../screen.ts';
import { ArmedPanel } from '../armed/ArmedPanel.tsx';
import { Wall } from '../wall/Wall.tsx';
import { isSecret } from '../../../common/drawFacts.ts';
import { DrawFoot } from './DrawFoot.tsx';
import { reelsOf } from './reelsOf.ts';
import { TEXTS } from './texts.ts';
import './draw.css';

/** A celebration that begins later than this after the reveal, on a reload for instance, is left out. */
const CELEBRATE_WITHIN_MS = 2_500;
/** Up to this many numbers the prize's picture stands beside them; more need the whole width. */
const MAX_BESIDE = 20;
/** What is painted now is seen a frame later: at the reveal, the numbers are there to be seen. */
const FRAME_MS = 1_000 / 60;

/** A machine that is not started yet stands at the beginning of its way, whatever its end will be. */
const AT_REST = { stopping: 1, reveal: 1, decided: 0 };

/** A draw on the stage: the prize, and the machine from its rest over the first turn to the result. */
export const DrawScene = (props: SceneProps): ReactNode =>
  props.view.draw && <DrawOnStage {...props} draw={props.view.draw} />;

const DrawOnStage = (props: SceneProps & { readonly draw: PublicDraw }): ReactNode => {
  const { view, draw, language, screen, calm, mirror, hostNow, sound, onReveal, tellReels } = props;
  const texts = TEXTS[language];
  const [revealedHere, setRevealedHere] = useState(false);
  const space = useRef<HTMLDivElement>(null);
  const pixels = useMeasured(space);
  const { canvas, burst } = useConfetti(!mirror && !calm);
  const celebrated = useRef(false);
  // Whoever joins while the reels turn adds no reel.
  const [countThen] = useState(view.count);

  // Every view brings the numbers as a new list; the reels must not begin anew for that.
  const onReels = useMemo(() => reelsOf(draw), [draw]);
  const { absent } = onReels;
  const known = (onReels.winners ?? view.control?.plan)?.map((winner) => winner.draw_number).join() ?? null;
  const numbers = useMemo(() => (known === null ? null : known.split(',').map(Number)), [known]);
  const { started_at: start, decided_at: decided, stopping_at: stop, reveal_at: reveal } = onReels;
  const armed = view.stage === 'armed';
  const times = useMemo(
    () =>
      armed
        ? AT_REST
        : decided === 0
          ? ENDLESS
          : { stopping: stop - start, reveal: reveal - start, decided: decided - start },
    [armed, start, decided, stop, reveal],
  );
  // The panel of the armed draw is there while it fades out.
  const [showsArmed, setShowsArmed] = useState(armed);
  if (armed && !showsArmed) setShowsArmed(true);
  const told = view.stage === 'winner';
  const revealed = told || revealedHere;
  const count = numbers?.length ?? onReels.count;
  const reels = reelCount(view.number_width, Math.max(countThen, draw.entries, ...(numbers ?? [])));
  const many = count > MAX_MACHINES;
  const gone = useMemo(() => draw.forfeits.map(({ draw_number: drawNumber }) => drawNumber), [draw]);
  const nobodyHere = told && numbers !== null && numbers.every((drawNumber) => gone.includes(drawNumber));
  // Without a picture the prize is a line of text, and the machine takes the width.
  const beside = draw.image_url !== null && count <= MAX_BESIDE;

  useEffect(() => {
    if (!revealed || celebrated.current) return;
    celebrated.current = true;
    onReveal();
    if (mirror || hostNow() - reveal > CELEBRATE_WITHIN_MS) return;
    sound?.fanfare();
    burst();
  });

  // From the frame after one that was painted so: a projector that paints none is not waited for, and the reels are seen
  // to stand before any phone says so.
  const { draw_id: drawId } = draw;
  useEffect(() => {
    if (mirror || armed) return;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => tellReels({ draw_id: drawId, standing: revealed }));
    });
    return () => cancelAnimationFrame(frame);
  }, [mirror, armed, drawId, revealed, tellReels]);

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
    absent: gone,
    times,
    state: {
      elapsed: () => (armed ? 0 : hostNow() - start + FRAME_MS),
      told,
      listener: {
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
  if (many) classes.push('draw-many');
  if (revealed) classes.push('draw-lit');
  if (armed) classes.push('draw-armed');

  return (
    <div className={classes.join(' ')}>
      <div className="light" />
      <canvas ref={canvas} className="confetti" aria-hidden="true" />
      <FittedBox
        className="draw-prize"
        content={`${draw.prize_name} ${draw.prize_description} ${draw.image_url}`}
        max={beside || !many ? 112 : 96}
        min={68}
        screen={screen}
      >
        <Picture url={draw.image_url} className="draw-plate" />
        <div className="draw-prize-text">
          {ranksTell(view.prizes) && <p className="draw-rank">{PART_TEXTS[language].rank(draw.prize_rank)}</p>}
          <h1 className="draw-name" dir="auto">
            {withSoftHyphens(draw.prize_name)}
          </h1>
          {draw.prize_description !== '' && (
            <p className="draw-description fitted-optional" dir="auto">
              {draw.prize_description}
            </p>
          )}
        </div>
      </FittedBox>
      <p className="draw-heading">
        {nobodyHere
          ? texts.absent(numbers.map((drawNumber) => padNumber(drawNumber, view.number_width)))
          : absent !== null
            ? texts.steppingIn(padNumber(absent, view.number_width), revealed)
            : revealed
              ? texts.winning(count)
              : texts.drawing(draw.count)}
      </p>
      <div className="draw-space" ref={space}>
        <div className="draw-apparatus">
          {machine && (many ? <Wall {...machine} language={language} /> : <Machines {...machine} />)}
        </div>
        {showsArmed && (
          <ArmedPanel
            view={view}
            draw={draw}
            language={language}
            screen={screen}
            calm={calm}
            hostNow={hostNow}
            leaving={!armed}
            onLeft={() => setShowsArmed(false)}
          />
        )}
      </div>
      {isSecret(draw) ? (
        <p className="draw-entries draw-closed" data-testid="closed">
          {texts.closed}
        </p>
      ) : (
        <p className="draw-entries">{texts.entries(draw.entries)}</p>
      )}
      <DrawFoot view={view} draw={draw} language={language} wide={beside} />
    </div>
  );
};
