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
  /** Answers whether the host did it. */
  change: (body: RouteBody<'changeRoom'>) => Promise<boolean>;
  t: HostTexts;
}) => {
  const [title, setTitle] = useState(view.title);
  useEffect(() => setTitle(view.title), [view.title]);
  // What was chosen stands there at once, and until the host has it or refuses it.
  const [wanted, setWanted] = useState<RouteBody<'changeRoom'>>({});
  const { vote_ms, choices, tallies, holds_texts } = view;
  useEffect(() => setWanted({}), [vote_ms, choices, tallies, holds_texts]);
  const now = { vote_ms, choices, tallies, holds_texts, ...wanted };
  const choose = async (body: RouteBody<'changeRoom'>): Promise<void> => {
    setWanted(body);
    if (!(await change(body))) setWanted({});
  };
  const timers = TIMERS.includes(now.vote_ms) ? TIMERS : [...TIMERS, now.vote_ms].sort((a, b) => a - b);
  const step = (by: number): void => {
    const next = now.choices + by;
    if (next >= 1 && next <= ROOM_LIMITS.choices) void choose({ choices: next });
  };
  return (
    <div class="settings">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void change({ title: title.trim() });
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
          <output data-testid="choices">{now.choices}</output>
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
          value={String(now.vote_ms)}
          onChange={(event) => void choose({ vote_ms: Number(event.currentTarget.value) })}
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
          value={now.tallies}
          onChange={(event) => {
            const chosen = TALLIES.find((each) => each === event.currentTarget.value);
            if (chosen) void choose({ tallies: chosen });
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
          checked={now.holds_texts}
          data-testid="holds"
          onChange={(event) => void choose({ holds_texts: event.currentTarget.checked })}
        />
        <span>{t.holds}</span>
      </label>
    </div>
  );
};
