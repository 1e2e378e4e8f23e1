import { useState } from 'react';
import { ROOM_LIMITS } from '../../../../contract/rooms/limits.ts';
import type { HostRoomView, Tallies } from '../../../../contract/rooms/views.ts';
import type { RouteBody } from '../../../../contract/routes.ts';
import { CheckField } from '../../controls/CheckField.tsx';
import { Field } from '../../controls/Field.tsx';
import { Form } from '../../controls/Form.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { Stepper } from '../../controls/Stepper.tsx';
import { TextField } from '../../controls/TextField.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { roomsTexts } from './texts.ts';

const TIMERS: readonly number[] = [0, 30_000, 60_000, 120_000, 180_000, 300_000, 600_000];
const TALLIES: readonly Tallies[] = ['numbers', 'bars', 'hidden'];

/** What is settled before the vote. Each change is sent at once; the question when it is written. */
export const RoomSettings = ({
  view,
  busy,
  change,
}: {
  view: HostRoomView;
  busy: boolean;
  /** Answers whether the host did it. */
  change: (body: RouteBody<'changeRoom'>) => Promise<boolean>;
}) => {
  const t = useTexts(roomsTexts);
  /** Null: nothing is being typed. */
  const [title, setTitle] = useState<string | null>(null);
  // What was chosen stands there at once, and until the host has it or refuses it.
  const [wanted, setWanted] = useState<RouteBody<'changeRoom'>>({});
  const { vote_ms, choices, tallies, holds_texts } = view;
  const settled = JSON.stringify({ vote_ms, choices, tallies, holds_texts });
  const [before, setBefore] = useState(settled);
  if (before !== settled) {
    setBefore(settled);
    setWanted({});
  }
  const now = { vote_ms, choices, tallies, holds_texts, ...wanted };
  const choose = async (body: RouteBody<'changeRoom'>): Promise<void> => {
    setWanted(body);
    if (!(await change(body))) setWanted({});
  };
  const timers = TIMERS.includes(now.vote_ms) ? TIMERS : [...TIMERS, now.vote_ms].sort((a, b) => a - b);
  return (
    <section className="room-part room-settings" aria-labelledby="room-settings-heading">
      <h4 id="room-settings-heading">{t.settings}</h4>
      <Form
        onSubmit={async () => {
          if (await change({ title: (title ?? view.title).trim() })) setTitle(null);
        }}
      >
        <TextField
          id="room-title"
          label={t.question}
          placeholder={t.questionPlaceholder}
          dir="auto"
          maxLength={ROOM_LIMITS.title}
          value={title ?? view.title}
          onChange={setTitle}
          testId="room-title"
          beside={
            <RequestButton className="button" busy={busy} testId="room-save-title">
              {t.save}
            </RequestButton>
          }
        />
      </Form>
      <div className="room-fields">
        <div className="field">
          <label htmlFor="room-choices">{t.choices}</label>
          <Stepper
            id="room-choices"
            value={now.choices}
            min={1}
            max={ROOM_LIMITS.choices}
            fewer={t.fewer}
            more={t.more}
            onChange={(next) => void choose({ choices: next })}
          />
        </div>
        <Field id="room-timer" label={t.timer}>
          {(ids) => (
            <select
              {...ids}
              className="input"
              value={String(now.vote_ms)}
              onChange={(event) => void choose({ vote_ms: Number(event.target.value) })}
              data-testid="room-timer"
            >
              {timers.map((ms) => (
                <option key={ms} value={String(ms)}>
                  {t.timers(ms)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field id="room-tallies" label={t.tallies}>
          {(ids) => (
            <select
              {...ids}
              className="input"
              value={now.tallies}
              onChange={(event) => {
                const chosen = TALLIES.find((each) => each === event.target.value);
                if (chosen) void choose({ tallies: chosen });
              }}
              data-testid="room-tallies"
            >
              {TALLIES.map((each) => (
                <option key={each} value={each}>
                  {t.tallyWords[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <CheckField
        checked={now.holds_texts}
        onChange={(holds) => void choose({ holds_texts: holds })}
        testId="room-holds"
      >
        {t.holds}
      </CheckField>
    </section>
  );
};
