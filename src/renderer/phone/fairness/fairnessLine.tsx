import { render, type ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { isSecret } from '../../common/drawFacts.ts';
import { fingerprint } from '../../../core/fairness/fingerprint.ts';
import type { Language } from '../../common/language.ts';
import type { Attendee } from '../attendee.ts';
import { findingText } from './findingText.ts';
import {
  followFairness,
  type ContributionState,
  type Fairness,
  type FairnessState,
  type OwnClock,
} from './followFairness.ts';
import { Failure } from './Failure.tsx';
import { FairnessSheet } from './FairnessSheet.tsx';
import type { CheckedDraw } from './lightCheck.ts';
import { FAIRNESS_TEXTS } from './texts.ts';
import type { FairnessTexts } from './texts.en.ts';
// Of its own, so that nothing of it is in the first load.
import styles from './fairness.css?url';

const useFairness = (fairness: Fairness): FairnessState => {
  const [state, setState] = useState(fairness.get());
  useEffect(() => {
    setState(fairness.get());
    return fairness.subscribe(() => setState(fairness.get()));
  }, [fairness]);
  return state;
};

const Tick = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d="M4 12.5l5.5 5.5L20 6.5" />
  </svg>
);

const Warning = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d="M12 4v10M12 19v.2" />
  </svg>
);

const contributionText = (state: ContributionState, t: FairnessTexts): string => (state === 'none' ? '' : t[state]);

/** Until the close, what this draw can be told from others by; after it, what has become true. */
const Announced = ({ announced, t }: { announced: NonNullable<FairnessState['announced']>; t: FairnessTexts }) => {
  const { draw, contribution } = announced;
  const closed = draw.delay > 0 && draw.close ? fingerprint(draw.close.entropy_hash) : null;
  return (
    <div class="announced">
      <p>{closed === null ? t.announced : ''}</p>
      <p class="fingerprint" data-testid="fingerprint">
        {draw.fingerprint}
      </p>
      <p data-testid="contribution" data-state={contribution} role="status">
        {contribution === 'added' && <Tick />}
        {contributionText(contribution, t)}
      </p>
      {closed !== null && (
        <p class="closed" data-testid="closed" role="status">
          {isSecret(draw) ? t.closed : t.decided} <span dir="ltr">{closed}</span>
        </p>
      )}
    </div>
  );
};

/** Why not everything could be checked: the first reason, for the others are in the details. */
const Unsure = ({ checked, t, children }: { checked: CheckedDraw; t: FairnessTexts; children: ComponentChildren }) => {
  const reason = checked.report.findings.find(({ status }) => status === 'unsure');
  return (
    <p class="unsure">
      <Warning />
      <strong>{t.unsure}.</strong> {reason && findingText(reason, checked, t)} {children}
    </p>
  );
};

const FairnessLine = ({ fairness, width, language }: { fairness: Fairness; width: number; language: Language }) => {
  const { announced, verdict, failed } = useFairness(fairness);
  const t = FAIRNESS_TEXTS[language];
  const [shown, setShown] = useState<CheckedDraw | null>(null);
  useEffect(() => {
    if (!shown) return undefined;
    // Beside the screen, which is out of reach meanwhile.
    const place = document.createElement('div');
    document.body.append(place);
    render(<FairnessSheet checked={shown} width={width} t={t} close={() => setShown(null)} />, place);
    return () => {
      render(null, place);
      place.remove();
    };
  }, [shown, width, t]);

  const details = (checked: CheckedDraw, testId: string) => (
    <button type="button" class="details" data-testid={testId} onClick={() => setShown(checked)}>
      {t.details}
    </button>
  );
  const done = verdict.state === 'done' ? verdict : null;
  const answer = done?.report.answer ?? null;
  const state = { fair: 'fair', unsure: 'unsure', wrong: 'failed', none: verdict.state }[answer ?? 'none'];
  const failures = done && answer === 'wrong' ? [...failed, done] : failed;
  return (
    <section
      class={failures.length > 0 ? 'fairness failing' : 'fairness'}
      data-testid="fairness"
      data-verdict={state === 'late' ? 'unsure' : state}
    >
      {failures.map((checked) => (
        <Failure key={checked.draw.draw_id} checked={checked} t={t}>
          {details(checked, checked === done ? 'fairness-details' : 'earlier-details')}
        </Failure>
      ))}
      {announced && <Announced announced={announced} t={t} />}
      <div class="line" role="status">
        {verdict.state !== 'none' && answer !== 'wrong' && (
          <p class="of-draw" dir="auto" data-testid="fairness-of">
            {t.ofDraw(verdict.draw.draw, verdict.draw.prize_name)}
          </p>
        )}
        {verdict.state === 'late' && (
          <p class="unsure">
            <Warning />
            {t.late}
          </p>
        )}
        {verdict.state === 'checking' && <p>{verdict.waiting ? t.waiting : t.checking}</p>}
        {done && answer === 'unsure' && (
          <Unsure checked={done} t={t}>
            {details(done, 'fairness-details')}
          </Unsure>
        )}
        {done && answer === 'fair' && (
          <p>
            <Tick />
            {t.fair(done.draw.entries, done.report.phones)} · {details(done, 'fairness-details')}
          </p>
        )}
      </div>
    </section>
  );
};

/** Resolves when the style sheet is there, or cannot be had. */
const addStyles = (): Promise<void> =>
  new Promise((resolve) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = styles;
    for (const end of ['load', 'error']) link.addEventListener(end, () => resolve());
    document.head.append(link);
  });

/** A page that is hidden may be put to sleep: what it notices afterwards, it may notice late. */
const watchClock = (): OwnClock => {
  let hiddenAt = document.hidden ? Date.now() : 0;
  document.addEventListener('visibilitychange', () => {
    hiddenAt = Date.now();
  });
  return { now: Date.now, awakeSince: (moment) => !document.hidden && hiddenAt < moment };
};

/** Begins to follow the draws; answers the line that says whether they were fair, and what the phone does for it. */
export const startFairness = (attendee: Attendee) => {
  const fairness = followFairness(attendee, attendee.live, attendee.storage, watchClock());
  const Line = (shown: { width: number; language: Language }) => <FairnessLine fairness={fairness} {...shown} />;
  return addStyles().then(() => Line);
};
