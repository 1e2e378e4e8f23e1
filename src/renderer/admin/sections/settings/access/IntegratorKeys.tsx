import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { KEY_NAME_LENGTH } from '../../../../../contract/access/limits.ts';
import type { IntegratorKeyItem } from '../../../../../contract/access/routes.ts';
import { call } from '../../../../common/api.ts';
import { useConsole } from '../../../console/consoleContext.ts';
import { createRequestKey } from '../../../console/requestKey.ts';
import { shortTime } from '../../../console/time.ts';
import { useHostData } from '../../../console/useHostData.ts';
import { useRefusalWords } from '../../../console/useRefusalWords.ts';
import { useRequest } from '../../../console/useRequest.ts';
import { ConfirmDialog } from '../../../controls/ConfirmDialog.tsx';
import { lineFault } from '../../../controls/fieldFaults.ts';
import { Form } from '../../../controls/Form.tsx';
import { Notice } from '../../../controls/Notice.tsx';
import { LoadingRefused, RefusalNotice } from '../../../controls/RefusalNotice.tsx';
import { RequestButton } from '../../../controls/RequestButton.tsx';
import { TextField } from '../../../controls/TextField.tsx';
import { useFaultWords } from '../../../controls/useFaultWords.ts';
import { useTexts } from '../../../language/useTexts.ts';
import { accessSettingsTexts } from './texts.ts';
import './integratorKeys.css';

/** The keys of other programs: made, seen once, revoked. */
export const IntegratorKeys = () => {
  const { online, notify, language, live } = useConsole();
  const t = useTexts(accessSettingsTexts).keys;
  const faultWords = useFaultWords();
  const refusalWords = useRefusalWords();
  const { busy, refusal, send, forget } = useRequest();
  const [changes, setChanges] = useState(0);
  const [name, setName] = useState('');
  const [isTried, setTried] = useState(false);
  const [shown, setShown] = useState<{ name: string; key: string } | null>(null);
  const [revoking, setRevoking] = useState<IntegratorKeyItem | null>(null);
  const [requestKey] = useState(createRequestKey);
  const list = useHostData('integrator keys', changes, () => call('integratorKeys', {}));
  const fault = lineFault(name, KEY_NAME_LENGTH, true);

  const make = async (): Promise<void> => {
    if (!online || busy) return;
    setTried(true);
    if (fault !== null) {
      document.getElementById('key-name')?.focus();
      return;
    }
    const body = { name: name.trim() };
    const outcome = await send(() => call('makeIntegratorKey', { body, idempotencyKey: requestKey.keyFor(body) }));
    if (outcome === null) return;
    if (!outcome.ok) {
      if (outcome.refusal.code !== 'offline') requestKey.renew();
      return;
    }
    requestKey.renew();
    setShown({ name: outcome.value.name, key: outcome.value.key });
    setName('');
    setTried(false);
    setChanges((n) => n + 1);
  };

  const revoke = async ({ key_id: id, name: revoked }: IntegratorKeyItem): Promise<void> => {
    const outcome = await send(() => call('revokeIntegratorKey', { params: { key_id: id } }));
    setRevoking(null);
    setChanges((n) => n + 1);
    if (outcome?.ok) notify('good', t.revoked(revoked));
    else if (outcome) notify('bad', refusalWords(outcome.refusal));
  };

  return (
    <section className="settings-card" aria-labelledby="keys-heading">
      <h3 id="keys-heading">{t.heading}</h3>
      <p className="quiet">{t.lead}</p>
      <LoadingRefused refusal={list.refusal} retry={list.retry} />
      {(list.data?.keys.length ?? 0) > 0 && (
        <ul className="setting-rows" aria-label={t.heading}>
          {list.data?.keys.map((key) => (
            <li className="setting-row" key={key.key_id} data-testid="integrator-key">
              <KeyRound aria-hidden="true" size={18} />
              <span className="setting-row-words">
                <bdi className="setting-row-title">{key.name}</bdi>
                <span className="quiet">
                  {key.last_used_at === null
                    ? t.neverUsed
                    : t.lastUsed(shortTime(key.last_used_at, language, live.hostNow()))}
                </span>
              </span>
              <RequestButton
                className="button small-button destructive-quiet"
                busy={busy}
                onClick={() => setRevoking(key)}
              >
                {t.revoke}
                <span className="visually-hidden"> {key.name}</span>
              </RequestButton>
            </li>
          ))}
        </ul>
      )}
      {shown !== null && (
        <Notice kind="good">
          <p>{t.shownOnce(shown.name)}</p>
          <output className="new-key" dir="ltr" data-testid="new-key">
            {shown.key}
          </output>
          <button type="button" className="link-button" onClick={() => setShown(null)}>
            {t.noted}
          </button>
        </Notice>
      )}
      <Form onSubmit={make}>
        <TextField
          id="key-name"
          label={t.name}
          placeholder={t.namePlaceholder}
          dir="auto"
          maxCharacters={KEY_NAME_LENGTH}
          fault={isTried && fault !== null ? faultWords(fault) : null}
          value={name}
          onChange={(text) => {
            setName(text);
            setTried(false);
            forget();
          }}
          beside={
            <RequestButton className="button" busy={busy} testId="key-make">
              {t.make}
            </RequestButton>
          }
        />
        <RefusalNotice refusal={refusal} />
      </Form>
      <ConfirmDialog
        open={revoking !== null}
        title={t.revokeTitle(revoking?.name ?? '')}
        confirm={t.revokeConfirm}
        cancel={t.keep}
        busy={busy}
        onClose={() => setRevoking(null)}
        onConfirm={() => {
          if (revoking) void revoke(revoking);
        }}
      >
        <p>{t.revokeBody}</p>
      </ConfirmDialog>
    </section>
  );
};
