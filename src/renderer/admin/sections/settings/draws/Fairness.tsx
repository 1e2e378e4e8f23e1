import { useState } from 'react';
import type { EventSettings } from '../../../../../contract/event/views.ts';
import { call } from '../../../../common/api.ts';
import { useConsole } from '../../../console/consoleContext.ts';
import { useDraft } from '../../../console/drafts.ts';
import { useRequest } from '../../../console/useRequest.ts';
import { CheckLink } from '../../../controls/CheckLink.tsx';
import { Choices } from '../../../controls/Choices.tsx';
import { Form } from '../../../controls/Form.tsx';
import { Notice } from '../../../controls/Notice.tsx';
import { RefusalNotice } from '../../../controls/RefusalNotice.tsx';
import { RequestButton } from '../../../controls/RequestButton.tsx';
import { TextField } from '../../../controls/TextField.tsx';
import { useTexts } from '../../../language/useTexts.ts';
import { settingsTexts } from '../texts.ts';
import { fairnessSettingsTexts } from './texts.ts';
import { isTimeDirty, maxSeconds, timeDrafts, timeMs, timeText, type TimeSetting } from './windowDraft.ts';
import './fairness.css';

type Source = 'room_entropy' | 'spoken_entropy' | 'beacon_entropy';

/** One of the times of an announced draw, in seconds. */
const Time = ({ name, id, label, hint }: { name: TimeSetting; id: string; label: string; hint: string }) => {
  const { view, online, notify } = useConsole();
  const [typed, setTyped] = useDraft(timeDrafts[name]);
  const shared = useTexts(settingsTexts);
  const t = useTexts(fairnessSettingsTexts);
  const { busy, refusal, send, forget } = useRequest();
  const [wrong, setWrong] = useState(false);
  const dirty = isTimeDirty(typed, view.settings, name);
  const submit = async (): Promise<void> => {
    if (!online || busy || typed === null || !dirty) return;
    const ms = timeMs(typed, name);
    setWrong(ms === null);
    if (ms === null) return;
    const outcome = await send(() => call('updateEvent', { params: { event_id: view.id }, body: { [name]: ms } }));
    if (outcome?.ok !== true) return;
    setTyped(null);
    notify('good', shared.saved);
  };
  return (
    <Form className="phones-time" onSubmit={submit}>
      <TextField
        id={id}
        label={`${label} (${shared.seconds})`}
        hint={hint}
        fault={wrong ? t.windowLimits(maxSeconds(name)) : null}
        className="figure"
        inputMode="decimal"
        value={typed ?? timeText(view.settings, name)}
        onChange={(text) => {
          setTyped(text);
          setWrong(false);
          forget();
        }}
        testId={id}
        beside={
          dirty ? (
            <RequestButton className="button primary" busy={busy}>
              {busy ? shared.saving : t.windowSave}
            </RequestButton>
          ) : null
        }
      />
      <RefusalNotice refusal={refusal} />
    </Form>
  );
};

/** What is mixed into the draws on the stage, and the seal under which they stand. */
export const Fairness = () => {
  const { view, online } = useConsole();
  const t = useTexts(fairnessSettingsTexts);
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
            { value: 'on', text: t.on },
            { value: 'off', text: t.off },
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
      <h3 id="fairness-heading">{t.heading}</h3>
      <p className="quiet">{t.lead}</p>
      <div className="sources">
        {source('room_entropy', 'room-entropy', t.room, t.roomGives)}
        {settings.room_entropy && (
          <Time
            name="entropy_window_ms"
            id="entropy-window"
            label={t.window}
            hint={t.windowHint(maxSeconds('entropy_window_ms'))}
          />
        )}
        {source('spoken_entropy', 'spoken-entropy', t.spoken, t.spokenGives)}
        {source('beacon_entropy', 'beacon-entropy', t.beacon, t.beaconGives)}
        <div className="source">
          <div>
            <p className="source-title">{t.delay}</p>
            <p className="quiet small">{t.delayGives}</p>
          </div>
        </div>
        <Time name="delay_ms" id="delay" label={t.delayTime} hint={t.delayHint(maxSeconds('delay_ms'))} />
      </div>
      {settings.spoken_entropy && settings.beacon_entropy && <Notice kind="info">{t.noWords}</Notice>}
      {!settings.room_entropy && !settings.spoken_entropy && !settings.beacon_entropy && (
        <Notice kind="info">{t.nothing}</Notice>
      )}
      <RefusalNotice refusal={refusal} />
      <div className="seal">
        <p className="source-title">{t.seal}</p>
        <p className="quiet small">{t.sealMeans}</p>
        <p className="seal-text" dir="ltr" data-testid="seal">
          {view.seal}
        </p>
      </div>
      <CheckLink drawId={null} className="button small-button check-page">
        {t.checkPage}
      </CheckLink>
    </section>
  );
};
