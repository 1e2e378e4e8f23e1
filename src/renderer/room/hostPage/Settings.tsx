import { useEffect, useState } from 'preact/hooks';
import { ROOM_LIMITS } from '../../../contract/rooms/limits.ts';
import type { RouteBody } from '../../../contract/routes.ts';
import type { HostRoomView, Tallies } from '../../../contract/rooms/views.ts';
import type { HostTexts } from './texts.ts';

const TIMERS: readonly number[] = [0, 30_000, 60_000, 120_000, 180_000, 300_000, 600_000];
const TALLIES: readonly Tallies[] = ['numbers', 'bars', 'hidden'];

/** What the host settles before the vote. Each change is sent at once; the question when it is written. */
export const Settings = ({
  view,
  busy,
  change,
  t,
}: {
  view: HostRoomView;
  busy: boolean;
  change: (body: RouteBody<'changeRoom'>) => void;
  t: HostTexts;
}) => {
  const [title, setTitle] = useState(view.title);
  useEffect(() => setTitle(view.title), [view.title]);
  const timers = TIMERS.includes(view.vote_ms) ? TIMERS : [...TIMERS, view.vote_ms].sort((a, b) => a - b);
  const step = (by: number): void => {
    const choices = view.choices + by;
    if (choices >= 1 && choices <= ROOM_LIMITS.choices) change({ choices });
  };
  return (
    <div class="settings">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change({ title: title.trim() });
        }}
      >
        <label for="title">{t.question}</label>
        <div class="beside">
          <input
            id="title"
            class="line"
            dir="auto"
            maxLength={ROOM_LIMITS.title}
            autocomplete="off"
            value={title}
            aria-describedby="title-hint"
            data-testid="title"
            onInput={(event) => setTitle(event.currentTarget.value)}
          />
          <button type="submit" class="side" aria-disabled={busy} data-testid="save-title">
            {t.save}
          </button>
        </div>
        <p class="hint" id="title-hint">
          {t.questionHint}
        </p>
      </form>
      <div>
        <span class="like-label" id="choices-label">
          {t.choices}
        </span>
        <div class="stepper" role="group" aria-labelledby="choices-label">
          <button type="button" class="side" aria-label={t.fewer} onClick={() => step(-1)}>
            −
          </button>
          <output data-testid="choices">{view.choices}</output>
          <button type="button" class="side" aria-label={t.more} data-testid="more-choices" onClick={() => step(1)}>
            +
          </button>
        </div>
      </div>
      <div>
        <label for="timer">{t.timer}</label>
        <select
          id="timer"
          class="line"
          data-testid="timer"
          value={String(view.vote_ms)}
          onChange={(event) => change({ vote_ms: Number(event.currentTarget.value) })}
        >
          {timers.map((ms) => (
            <option key={ms} value={String(ms)}>
              {t.timers(ms)}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="tallies">{t.tallies}</label>
        <select
          id="tallies"
          class="line"
          data-testid="tallies"
          value={view.tallies}
          onChange={(event) => {
            const chosen = TALLIES.find((each) => each === event.currentTarget.value);
            if (chosen) change({ tallies: chosen });
          }}
        >
          {TALLIES.map((each) => (
            <option key={each} value={each}>
              {t.tallyWords[each]}
            </option>
          ))}
        </select>
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={view.holds_texts}
          data-testid="holds"
          onChange={(event) => change({ holds_texts: event.currentTarget.checked })}
        />
        <span>{t.holds}</span>
      </label>
    </div>
  );
};
