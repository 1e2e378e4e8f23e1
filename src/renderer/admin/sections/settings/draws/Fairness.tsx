import { useState } from 'react';
import type { EventSettings } from '../../../../../contract/views.ts';
import { call } from '../../../../common/api.ts';
import { CheckLink } from '../../../controls/CheckLink.tsx';
import { Choices } from '../../../controls/Choices.tsx';
import { Field } from '../../../controls/Field.tsx';
import { Notice } from '../../../controls/Notice.tsx';
import { useDesk, useRequest } from '../../../console/consoleContext.ts';
import { refusalWords } from '../../../console/refusals.ts';
import { isWindowDirty, windowMs, windowText } from './windowDraft.ts';

type Source = 'room_entropy' | 'spoken_entropy' | 'beacon_entropy';

const PhonesTime = () => {
  const { m, view, online, notify, typedWindow, setTypedWindow } = useDesk();
  const { busy, refusal, send, forget } = useRequest();
  const [wrong, setWrong] = useState(false);
  const dirty = isWindowDirty(typedWindow, view.settings);
  const submit = async (): Promise<void> => {
    if (!online || busy || typedWindow === null || !dirty) return;
    const ms = windowMs(typedWindow);
    setWrong(ms === null);
    if (ms === null) return;
    const outcome = await send(() =>
      call('updateEvent', { params: { event_id: view.id }, body: { entropy_window_ms: ms } }),
    );
    if (outcome?.ok !== true) return;
    setTypedWindow(null);
    notify('good', m.settings.saved);
  };
  return (
    <form
      noValidate
      className="phones-time"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field
        id="entropy-window"
        label={`${m.fairness.window} (${m.settings.spinUnit})`}
        hint={m.fairness.windowHint}
        fault={wrong ? m.fairness.windowLimits : null}
      >
        {(ids) => (
          <div className="field-and-button">
            <input
              {...ids}
              className="input figure"
              inputMode="decimal"
              autoComplete="off"
              value={typedWindow ?? windowText(view.settings)}
              onChange={(event) => {
                setTypedWindow(event.target.value);
                setWrong(false);
                forget();
              }}
              data-testid="entropy-window"
            />
            {dirty && (
              <button type="submit" className="button primary" aria-disabled={busy || !online}>
                {busy ? m.settings.saving : m.fairness.windowSave}
              </button>
            )}
          </div>
        )}
      </Field>
      {refusal && <Notice kind="bad">{refusalWords(m, refusal)}</Notice>}
    </form>
  );
};

/** What is mixed into the draws on the stage, and the seal under which they stand. */
export const Fairness = () => {
  const { m, view, online } = useDesk();
  const { refusal, send } = useRequest();
  const { settings } = view;

  const source = (name: Source, testId: string, title: string, gives: string) => (
    <div className="source">
      <div>
        <p className="source-title">{title}</p>
        <p className="quiet small">{gives}</p>
      </div>
      <div data-testid={testId}>
        <Choices
          label={title}
          name={name}
          value={settings[name] ? 'on' : 'off'}
          options={[
            { value: 'on', text: m.fairness.on },
            { value: 'off', text: m.fairness.off },
          ]}
          onChange={(next) => {
            const body: Partial<Pick<EventSettings, Source>> = { [name]: next === 'on' };
            if (online) void send(() => call('updateEvent', { params: { event_id: view.id }, body }));
          }}
        />
      </div>
    </div>
  );

  return (
    <section className="settings-card" aria-labelledby="fairness-heading">
      <h3 id="fairness-heading">{m.fairness.heading}</h3>
      <p className="quiet">{m.fairness.lead}</p>
      <div className="sources">
        {source('room_entropy', 'room-entropy', m.fairness.room, m.fairness.roomGives)}
        {settings.room_entropy && <PhonesTime />}
        {source('spoken_entropy', 'spoken-entropy', m.fairness.spoken, m.fairness.spokenGives)}
        {source('beacon_entropy', 'beacon-entropy', m.fairness.beacon, m.fairness.beaconGives)}
      </div>
      {settings.spoken_entropy && settings.beacon_entropy && <Notice kind="info">{m.fairness.noWords}</Notice>}
      {!settings.room_entropy && !settings.spoken_entropy && !settings.beacon_entropy && (
        <Notice kind="info">{m.fairness.nothing}</Notice>
      )}
      {refusal && <Notice kind="bad">{refusalWords(m, refusal)}</Notice>}
      <div className="seal">
        <p className="source-title">{m.fairness.seal}</p>
        <p className="quiet small">{m.fairness.sealMeans}</p>
        <p className="seal-text" dir="ltr" data-testid="seal">
          {view.seal}
        </p>
      </div>
      <CheckLink drawId={null} className="button small-button check-page">
        {m.fairness.checkPage}
      </CheckLink>
    </section>
  );
};
