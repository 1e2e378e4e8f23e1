import { useState } from 'react';
import { EVENT_LIMITS } from '../../../../../contract/event/limits.ts';
import { call } from '../../../../common/api.ts';
import { padNumber } from '../../../../common/numbers.ts';
import { useConsole } from '../../../console/consoleContext.ts';
import { useDraft } from '../../../console/drafts.ts';
import { consoleTexts } from '../../../console/texts.ts';
import { useRequest } from '../../../console/useRequest.ts';
import { Form } from '../../../controls/Form.tsx';
import { RefusalNotice } from '../../../controls/RefusalNotice.tsx';
import { RequestButton } from '../../../controls/RequestButton.tsx';
import { NumberField, TextField } from '../../../controls/TextField.tsx';
import { useFaultWords } from '../../../controls/useFaultWords.ts';
import { useTexts } from '../../../language/useTexts.ts';
import { settingsTexts } from '../texts.ts';
import {
  eventDraft,
  isSettingsDirty,
  readSettings,
  SETTINGS_FIELDS,
  settingsDraftOf,
  type SettingsDraft,
  type SettingsFault,
  type SettingsFaults,
} from './eventDraft.ts';
import { eventSettingsTexts } from './texts.ts';
import './event.css';

const MAX_SPIN_S = EVENT_LIMITS.spinMs / 1_000;

export const EventForm = () => {
  const { view, online, notify } = useConsole();
  const [typed, setTyped] = useDraft(eventDraft);
  const { notSaved } = useTexts(consoleTexts);
  const shared = useTexts(settingsTexts);
  const t = useTexts(eventSettingsTexts);
  const faultWords = useFaultWords();
  // Fields that were typed into show what was typed; all others show what the host has, as it changes.
  const draft: SettingsDraft = { ...settingsDraftOf(view.settings), ...typed };
  const dirty = isSettingsDirty(typed, view.settings);
  const reset = (): void => setTyped({});
  const { busy, refusal, send, forget } = useRequest();
  /** The version of the settings when typing began; null: whatever it is when they are saved. */
  const [seen, setSeen] = useState<number | null>(null);
  const [faults, setFaults] = useState<SettingsFaults>({});

  const words = (fault: SettingsFault | undefined): string | null => {
    if (fault === undefined) return null;
    return fault.kind === 'seconds' ? t.spinLimits(MAX_SPIN_S) : faultWords(fault);
  };
  const edit = (part: Partial<SettingsDraft>): void => {
    if (!dirty) setSeen(view.settings.version);
    setTyped({ ...typed, ...part });
    setFaults((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in part))));
    forget();
  };
  const submit = async (): Promise<void> => {
    if (!online || busy || !dirty) return;
    const read = readSettings(draft, view.settings);
    setFaults(read.faults ?? {});
    if (read.faults !== null) {
      const first = SETTINGS_FIELDS.find((field) => read.faults[field]);
      if (first) document.getElementById(`settings-${first}`)?.focus();
      return;
    }
    if (Object.keys(read.change).length === 0) return reset();
    // Fields that nobody typed into follow the host: only what was typed can be out of date.
    const body = { ...read.change, seen_version: seen ?? view.settings.version };
    const outcome = await send(() => call('updateEvent', { params: { event_id: view.id }, body }));
    if (outcome?.ok === false && outcome.refusal.code === 'event_changed') setSeen(null);
    if (!outcome?.ok) return;
    reset();
    notify('good', shared.saved);
  };

  const width = Number(draft.numberWidth);
  const isWidth = Number.isInteger(width) && width >= 1 && width <= EVENT_LIMITS.numberWidth;
  const example = padNumber(42, isWidth ? width : view.number_width);
  return (
    <section className="settings-card" aria-labelledby="event-heading">
      <h3 id="event-heading">{t.heading}</h3>
      <Form onSubmit={submit}>
        <TextField
          id="settings-name"
          label={t.name}
          fault={words(faults.name)}
          dir="auto"
          maxCharacters={EVENT_LIMITS.name}
          value={draft.name}
          onChange={(name) => edit({ name })}
        />
        <div className="field-row two">
          <NumberField
            id="settings-numberWidth"
            label={t.width}
            hint={t.widthHint(example)}
            fault={words(faults.numberWidth)}
            value={draft.numberWidth}
            onChange={(numberWidth) => edit({ numberWidth })}
          />
          <NumberField
            id="settings-spin"
            label={`${t.spin} (${shared.seconds})`}
            hint={t.spinHint(MAX_SPIN_S)}
            fault={words(faults.spin)}
            inputMode="decimal"
            value={draft.spin}
            onChange={(spin) => edit({ spin })}
          />
          <NumberField
            id="settings-capacity"
            label={t.capacity}
            hint={t.capacityHint(view.count)}
            fault={words(faults.capacity)}
            value={draft.capacity}
            onChange={(capacity) => edit({ capacity })}
          />
          <NumberField
            id="settings-reserves"
            label={t.reserves}
            hint={t.reservesHint}
            fault={words(faults.reserves)}
            value={draft.reserves}
            onChange={(reserves) => edit({ reserves })}
          />
        </div>
        <fieldset className="sub-fields">
          <legend>{t.wifi}</legend>
          <p className="quiet small">{t.wifiHint}</p>
          <div className="field-row two">
            <TextField
              id="settings-ssid"
              label={t.ssid}
              fault={words(faults.ssid)}
              dir="auto"
              autoCapitalize="off"
              spellCheck={false}
              maxCharacters={EVENT_LIMITS.wifiSsid}
              value={draft.ssid}
              onChange={(ssid) => edit({ ssid })}
            />
            <TextField
              id="settings-wifiPassword"
              label={t.wifiPassword}
              hint={t.wifiPublic}
              fault={words(faults.wifiPassword)}
              autoCapitalize="off"
              spellCheck={false}
              maxCharacters={EVENT_LIMITS.wifiPassword}
              value={draft.wifiPassword}
              onChange={(wifiPassword) => edit({ wifiPassword })}
            />
          </div>
        </fieldset>
        <RefusalNotice refusal={refusal} />
        <div className="form-buttons">
          <RequestButton
            className={dirty ? 'button primary' : 'button'}
            busy={busy}
            blocked={!dirty}
            testId="settings-save"
          >
            {busy ? shared.saving : t.save}
          </RequestButton>
          {dirty && (
            <button
              type="button"
              className="button"
              onClick={() => {
                reset();
                setFaults({});
                forget();
              }}
            >
              {t.undo}
            </button>
          )}
          {dirty && <span className="quiet small">{notSaved}</span>}
        </div>
      </Form>
    </section>
  );
};
