/** What is on the ticket in each scene. */
import { padNumber } from '../common/numbers.ts';
import { standingWinners } from '../common/standingWinners.ts';
import { ClaimCode } from './ClaimCode.tsx';
import type { Texts } from './texts.en.ts';
import type { Scene, ShownWin } from './phoneState.ts';
import { PrizePicture } from './PrizePicture.tsx';

type SceneOf<S extends Scene['state']> = Extract<Scene, { state: S }>;

/** Up to this many winning numbers are listed; more are counted. */
const MAX_LISTED_NUMBERS = 12;
const PICTURE_SPREAD_MS = 1_500;

/** Longer names are set smaller: what a draw asks and what was won stay on the screen. Characters. */
const LONG_NAME = 40;
export const lengthClass = (name: string): string => (name.length > LONG_NAME ? ' long' : '');

export const Drawing = ({ scene, width, t }: { scene: SceneOf<'drawing'>; width: number; t: Texts }) => (
  <>
    <p class="label">{t.drawing}</p>
    {scene.draw.image_url !== null && (
      <PrizePicture key={scene.draw.image_url} url={scene.draw.image_url} withinMs={PICTURE_SPREAD_MS} />
    )}
    <p class={`prize-name${lengthClass(scene.draw.prize_name)}`} dir="auto">
      {scene.draw.prize_name}
    </p>
    {scene.draw.step_in !== null && <p class="hint">{t.stepIn(padNumber(scene.draw.step_in.absent, width))}</p>}
    <p class="hint">{scene.fromNext ? t.fromNext : scene.stopping ? t.stoppingHint : t.drawingHint}</p>
  </>
);

export const Forfeited = ({ scene, t }: { scene: SceneOf<'forfeited'>; t: Texts }) => (
  <>
    <p class="sentence">{t.forfeited}</p>
    <p class={`prize-name${lengthClass(scene.forfeit.prizeName)}`} dir="auto">
      {scene.forfeit.prizeName}
    </p>
    <p class="hint">{t.forfeitedHint}</p>
    {scene.forfeit.reason !== '' && (
      <p class="hint" dir="auto">
        {t.forfeitReason(scene.forfeit.reason)}
      </p>
    )}
    {scene.drawing && (
      <p class="hint" dir="auto">
        {t.alsoDrawing(scene.drawing.prize_name)}
      </p>
    )}
  </>
);

export const Lost = ({ scene, width, t }: { scene: SceneOf<'lost'>; width: number; t: Texts }) => {
  const winners = standingWinners(scene.draw);
  return (
    <>
      <p class="sentence">
        {t.lost} {t.lostHint}
      </p>
      {winners.length > MAX_LISTED_NUMBERS ? (
        <p class="hint">{t.lostCount(winners.length)}</p>
      ) : (
        <div class="winners">
          <p class="label">{t.lostNumbers(winners.length)}</p>
          <ul>
            {winners.map((drawNumber) => (
              <li key={drawNumber}>{padNumber(drawNumber, width)}</li>
            ))}
          </ul>
        </div>
      )}
      <p class="hint" dir="auto">
        {scene.draw.prize_name}
      </p>
    </>
  );
};

export const WinCoupon = ({ win, t }: { win: ShownWin; t: Texts }) => (
  <section class="coupon">
    <h2 class={`prize-name${lengthClass(win.prizeName)}`} dir="auto">
      {win.prizeName}
    </h2>
    {win.claimed ? (
      <p class="claimed">
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M4 12.5l5.5 5.5L20 6.5" />
        </svg>
        {t.wonClaimed}
      </p>
    ) : win.claimCode === null ? (
      <p class="hint">{t.claimLater}</p>
    ) : (
      <>
        <ClaimCode code={win.claimCode} t={t} />
        <p class="hint">{t.wonHint}</p>
      </>
    )}
    {win.steppedIn && !win.claimed && <p class="hint">{t.steppedIn}</p>}
    {win.imageUrl !== null && <PrizePicture key={win.imageUrl} url={win.imageUrl} withinMs={0} />}
    {win.prizeDescription !== '' && (
      <p class="hint" dir="auto">
        {win.prizeDescription}
      </p>
    )}
  </section>
);

const alone = (scene: SceneOf<'joining' | 'closed' | 'full' | 'offline-new'>, t: Texts): [string, string | null] => {
  switch (scene.state) {
    case 'closed':
      return [t.closed, t.closedHint];
    case 'full':
      return [t.full, t.fullHint];
    case 'offline-new':
      return [t.offlineNew, t.offlineNewHint];
    case 'joining':
      return [scene.crowded ? t.crowded : t.joining, null];
  }
};

/** Why there is no number yet. */
export const WithoutNumber = ({
  scene,
  t,
}: {
  scene: SceneOf<'joining' | 'closed' | 'full' | 'offline-new'>;
  t: Texts;
}) => {
  const [sentence, hint] = alone(scene, t);
  return (
    <>
      <p class="sentence">{sentence}</p>
      {hint !== null && <p class="hint">{hint}</p>}
    </>
  );
};

/** The scene for those who listen. A win is told at once, everything else when there is a pause. */
export const announcement = (
  scene: Scene,
  number: string,
  isNewWin: boolean,
  t: Texts,
): { polite: string; assertive: string } => {
  const polite = (text: string) => ({ polite: text, assertive: '' });
  switch (scene.state) {
    case 'won': {
      const [win] = scene.wins;
      const told = `${t.won} ${win?.prizeName ?? ''}. ${t.yourNumber} ${number}.`;
      const meanwhile = scene.drawing ? t.alsoDrawing(scene.drawing.prize_name) : '';
      return isNewWin ? { polite: meanwhile, assertive: told } : polite(meanwhile || told);
    }
    case 'drawing':
      return polite(`${t.drawing}: ${scene.draw.prize_name}`);
    case 'forfeited':
      return polite(`${t.forfeited} ${scene.forfeit.prizeName}. ${t.forfeitedHint}`);
    case 'lost':
      return polite(`${t.lost} ${t.lostHint}`);
    case 'waiting':
      return polite(`${t.yourNumber} ${number}. ${scene.fromNext ? t.fromNext : t.waiting}`);
    default:
      return polite(
        alone(scene, t)
          .filter((text) => text !== null)
          .join('. '),
      );
  }
};
