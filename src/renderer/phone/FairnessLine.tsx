import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ContributionState, Fairness, FairnessState } from './fairness.ts';
import { LANGUAGES, type Language } from './i18n/language.ts';
import type { Texts } from './i18n/en.ts';
import type { CheckedDraw } from './lightCheck.ts';
import './fairness.css';

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

const contributionText = (state: ContributionState, t: Texts): string => (state === 'none' ? '' : t.fairness[state]);

const Announced = ({ announced, t }: { announced: NonNullable<FairnessState['announced']>; t: Texts }) => (
  <div class="announced">
    <p>{t.fairness.announced}</p>
    <p class="fingerprint" data-testid="fingerprint">
      {announced.draw.fingerprint}
    </p>
    <p data-testid="contribution" data-state={announced.contribution} role="status">
      {announced.contribution === 'added' && <Tick />}
      {contributionText(announced.contribution, t)}
    </p>
  </div>
);

/** One line that says whether the draw was fair, and what the phone itself does for it. */
export const FairnessLine = ({
  fairness,
  width,
  language,
}: {
  fairness: Fairness;
  width: number;
  language: Language;
}) => {
  const { announced, verdict, failed, parts } = useFairness(fairness);
  const [shown, setShown] = useState<CheckedDraw | null>(null);
  useEffect(() => {
    if (!shown || !parts) return undefined;
    // Beside the screen, which is out of reach meanwhile.
    const place = document.createElement('div');
    document.body.append(place);
    const t = parts.CHECK_TEXTS[language];
    render(<parts.FairnessSheet checked={shown} width={width} t={t} close={() => setShown(null)} />, place);
    return () => {
      render(null, place);
      place.remove();
    };
  }, [shown, parts, width, language]);

  const t = LANGUAGES[language];
  const details = (checked: CheckedDraw, testId: string) => (
    <button type="button" class="details" data-testid={testId} onClick={() => setShown(checked)}>
      {t.fairness.details}
    </button>
  );
  const done = verdict.state === 'done' ? verdict : null;
  const isFair = done?.report.fair === true;
  const state = done ? (isFair ? 'fair' : 'failed') : verdict.state;
  const failures = done && !isFair ? [...failed, done] : failed;
  return (
    <section
      class={failures.length > 0 ? 'fairness failing' : 'fairness'}
      data-testid="fairness"
      data-verdict={state === 'late' ? 'none' : state}
    >
      {parts &&
        failures.map((checked) => (
          <parts.Failure
            key={checked.draw.draw_id}
            checked={checked}
            isEarlier={checked !== done}
            t={parts.CHECK_TEXTS[language]}
          >
            {details(checked, checked === done ? 'fairness-details' : 'earlier-details')}
          </parts.Failure>
        ))}
      {announced && <Announced announced={announced} t={t} />}
      <div class="line" role="status">
        {verdict.state === 'late' && <p>{t.fairness.late}</p>}
        {verdict.state === 'checking' && <p>{verdict.waiting ? t.fairness.waiting : t.fairness.checking}</p>}
        {done && isFair && (
          <p>
            <Tick />
            {t.fairness.fair(done.draw.entries, done.report.phones)} · {details(done, 'fairness-details')}
          </p>
        )}
      </div>
    </section>
  );
};
