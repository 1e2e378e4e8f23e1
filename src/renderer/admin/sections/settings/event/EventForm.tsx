import { useState } from 'react';
import { call } from '../../../../common/api.ts';
import { padNumber } from '../../../../common/numbers.ts';
import { Field } from '../../../controls/Field.tsx';
import { Notice } from '../../../controls/Notice.tsx';
import { useDesk, useRequest } from '../../../console/consoleContext.ts';
import { refusalWords } from '../../../console/refusals.ts';
import { faultWords } from '../../../controls/fieldFaults.ts';
import {
  isSettingsDirty,
  readSettings,
  SETTINGS_FIELDS,
  SETTINGS_LIMITS,
  settingsDraftOf,
  type SettingsDraft,
  type SettingsFault,
  type SettingsFaults,
} from './eventDraft.ts';

export const EventForm = () => {
  const { m, view, online, notify, typedSettings, setTypedSettings } = useDesk();
  // What was typed lies over what the host has: untouched fields follow the host.
  const draft: SettingsDraft = { ...settingsDraftOf(view.settings), ...typedSettings };
  const dirty = isSettingsDirty(typedSettings, view.settings);
  const reset = (): void => setTypedSettings({});
  const { busy, refusal, send, forget } = useRequest();
  const [faults, setFaults] = useState<SettingsFaults>({});

  const words = (fault: SettingsFault | undefined): string | null =>
    fault?.kind === 'seconds' ? m.limits.seconds : faultWords(m, fault);
  const edit = (part: Partial<SettingsDraft>): void => {
    setTypedSettings({ ...typedSettings, ...part });
    setFaults((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !Object.hasOwn(part, field))));
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
    const body = read.change;
    const outcome = await send(() => call('updateEvent', { params: { event_id: view.id }, body }));
    if (!outcome?.ok) return;
    reset();
    notify('good', m.settings.saved);
  };

  const width = Number(draft.numberWidth);
  const example = padNumber(42, Number.isInteger(width) && width >= 1 && width <= 6 ? width : view.number_width);
  return (
    <section className="settings-card" aria-labelledby="event-heading">
      <h3 id="event-heading">{m.settings.event}</h3>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field id="settings-name" label={m.settings.name} fault={words(faults.name)}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              dir="auto"
              autoComplete="off"
              maxLength={SETTINGS_LIMITS.name * 2}
              value={draft.name}
              onChange={(event) => edit({ name: event.target.value })}
            />
          )}
        </Field>
        <div className="field-row">
          <Field
            id="settings-numberWidth"
            label={m.settings.width}
            hint={m.settings.widthHint(example)}
            fault={words(faults.numberWidth)}
          >
            {(ids) => (
              <input
                {...ids}
                className="input figure"
                inputMode="numeric"
                autoComplete="off"
                value={draft.numberWidth}
                onChange={(event) => edit({ numberWidth: event.target.value })}
              />
            )}
          </Field>
          <Field
            id="settings-spin"
            label={`${m.settings.spin} (${m.settings.spinUnit})`}
            hint={m.settings.spinHint}
            fault={words(faults.spin)}
          >
            {(ids) => (
              <input
                {...ids}
                className="input figure"
                inputMode="decimal"
                autoComplete="off"
                value={draft.spin}
                onChange={(event) => edit({ spin: event.target.value })}
              />
            )}
          </Field>
          <Field
            id="settings-capacity"
            label={m.settings.capacity}
            hint={m.settings.capacityHint(view.count)}
            fault={words(faults.capacity)}
          >
            {(ids) => (
              <input
                {...ids}
                className="input figure"
                inputMode="numeric"
                autoComplete="off"
                value={draft.capacity}
                onChange={(event) => edit({ capacity: event.target.value })}
              />
            )}
          </Field>
        </div>
        <fieldset className="sub-fields">
          <legend>{m.settings.wifi}</legend>
          <p className="quiet small">{m.settings.wifiHint}</p>
          <div className="field-row two">
            <Field id="settings-ssid" label={m.settings.ssid} fault={words(faults.ssid)}>
              {(ids) => (
                <input
                  {...ids}
                  className="input"
                  dir="auto"
                  autoComplete="off"
                  autoCapitalize="off"
                  spellCheck={false}
                  maxLength={SETTINGS_LIMITS.ssid * 2}
                  value={draft.ssid}
                  onChange={(event) => edit({ ssid: event.target.value })}
                />
              )}
            </Field>
            <Field
              id="settings-wifiPassword"
              label={m.settings.wifiPassword}
              hint={m.settings.wifiPublic}
              fault={words(faults.wifiPassword)}
            >
              {(ids) => (
                <input
                  {...ids}
                  className="input"
                  autoComplete="off"
                  autoCapitalize="off"
                  spellCheck={false}
                  maxLength={SETTINGS_LIMITS.wifiPassword * 2}
                  value={draft.wifiPassword}
                  onChange={(event) => edit({ wifiPassword: event.target.value })}
                />
              )}
            </Field>
          </div>
        </fieldset>
        {refusal && <Notice kind="bad">{refusalWords(m, refusal)}</Notice>}
        <div className="form-buttons">
          <button
            type="submit"
            className={dirty ? 'button primary' : 'button'}
            aria-disabled={busy || !online || !dirty}
            title={online ? undefined : m.common.offlineReason}
            data-testid="settings-save"
          >
            {busy ? m.settings.saving : m.settings.save}
          </button>
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
              {m.settings.undo}
            </button>
          )}
          {dirty && <span className="quiet small">{m.common.notSaved}</span>}
        </div>
      </form>
    </section>
  );
};
