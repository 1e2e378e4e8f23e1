import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { CAMPAIGN_LIMITS } from '../../../../contract/campaigns/limits.ts';
import { MAX_COUPON_TYPES } from '../../../../core/campaigns/rules.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { useDraft } from '../../console/drafts.ts';
import { randomKey } from '../../../common/randomKey.ts';
import { createRequestKey } from '../../console/requestKey.ts';
import { useRequest } from '../../console/useRequest.ts';
import { CheckField } from '../../controls/CheckField.tsx';
import { EditPanel } from '../../controls/EditPanel.tsx';
import { RefusalNotice } from '../../controls/RefusalNotice.tsx';
import { NumberField, TextField } from '../../controls/TextField.tsx';
import { useFaultWords } from '../../controls/useFaultWords.ts';
import { useTexts } from '../../language/useTexts.ts';
import {
  campaignEditing,
  newType,
  readDraft,
  type CampaignDraft,
  type CampaignEditing,
  type CampaignFault,
  type CampaignFaults,
  type TypeDraft,
} from './campaignDraft.ts';
import { Effect } from './Effect.tsx';
import { campaignsTexts } from './texts.ts';

const fieldId = (field: string): string => `campaign-${field.replaceAll('.', '-')}`;
const TIME_ZONES = Intl.supportedValuesOf('timeZone');

export const CampaignForm = ({
  editing,
  onCancel,
  onSaved,
}: {
  editing: CampaignEditing;
  onCancel: () => void;
  onSaved: (id: string) => void;
}) => {
  const { online, notify } = useConsole();
  const [, setEditing] = useDraft(campaignEditing);
  const t = useTexts(campaignsTexts);
  const faultWords = useFaultWords();
  const { busy, refusal, send, forget } = useRequest();
  const [faults, setFaults] = useState<CampaignFaults>({});
  const [requestKey] = useState(createRequestKey);
  const { draft } = editing;

  const words = (field: string): string | null => {
    const fault: CampaignFault | undefined = faults[field];
    if (!fault) return null;
    switch (fault.kind) {
      case 'timeZone':
      case 'moment':
      case 'endsBeforeStart':
      case 'percent':
      case 'sum':
        return t.faults[fault.kind];
      default:
        return faultWords(fault);
    }
  };
  const change = (part: Partial<CampaignDraft>): void => {
    setEditing({ ...editing, draft: { ...draft, ...part } });
    setFaults({});
    forget();
  };
  const changeType = (key: string, part: Partial<TypeDraft>): void =>
    change({ types: draft.types.map((type) => (type.key === key ? { ...type, ...part } : type)) });

  const submit = async (): Promise<void> => {
    if (!online || busy) return;
    const { faults: found, wish } = readDraft(draft);
    setFaults(found ?? {});
    if (!wish) {
      const [first] = Object.keys(found);
      if (first !== undefined) document.getElementById(fieldId(first))?.focus();
      return;
    }
    const { campaignId } = editing;
    const body = editing.fixed
      ? {
          name: wish.name,
          ends_at: wish.ends_at,
          needs_code: draft.needsCode,
          show_left: draft.showLeft,
          coupon_types: wish.coupon_types,
        }
      : wish;
    const outcome = await send(() =>
      campaignId === null
        ? call('createCampaign', {
            body: wish,
            idempotencyKey: requestKey.keyFor(wish),
          })
        : call('updateCampaign', { params: { campaign_id: campaignId }, body }),
    );
    if (!outcome) return;
    if (!outcome.ok) {
      if (outcome.refusal.code !== 'offline') requestKey.renew();
      return;
    }
    setEditing(null);
    onSaved(outcome.value.id);
    notify('good', t.saved(wish.name));
  };

  return (
    <EditPanel
      id="campaign-form-heading"
      className="campaign-form"
      heading={editing.campaignId === null ? t.newHeading : t.editHeading}
      save={{ text: busy ? t.saving : t.save, testId: 'campaign-save' }}
      busy={busy}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <TextField
        id={fieldId('name')}
        label={t.name}
        fault={words('name')}
        dir="auto"
        placeholder={t.namePlaceholder}
        maxCharacters={CAMPAIGN_LIMITS.name}
        required
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      <div className="field-row">
        <TextField
          id={fieldId('timeZone')}
          label={t.timeZone}
          hint={editing.fixed ? t.fixedHint : t.timeZoneHint}
          fault={words('timeZone')}
          list="campaign-time-zones"
          disabled={editing.fixed}
          value={draft.timeZone}
          onChange={(timeZone) => change({ timeZone })}
        />
        <datalist id="campaign-time-zones">
          {TIME_ZONES.map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </datalist>
        <TextField
          id={fieldId('startsAt')}
          type="datetime-local"
          label={t.startsAt}
          fault={words('startsAt')}
          disabled={editing.fixed}
          value={draft.startsAt}
          onChange={(startsAt) => change({ startsAt })}
        />
        <TextField
          id={fieldId('endsAt')}
          type="datetime-local"
          label={t.endsAt}
          fault={words('endsAt')}
          value={draft.endsAt}
          onChange={(endsAt) => change({ endsAt })}
        />
      </div>
      <fieldset className="campaign-types">
        <legend>{t.types}</legend>
        {draft.types.map((type, index) => {
          const field = (name: string): string => `types.${index}.${name}`;
          return (
            <div className="campaign-type" key={type.key} role="group" aria-label={t.typeNth(index + 1)}>
              <TextField
                id={fieldId(field('name'))}
                label={t.typeName}
                fault={words(field('name'))}
                dir="auto"
                maxCharacters={CAMPAIGN_LIMITS.couponName}
                value={type.name}
                onChange={(name) => changeType(type.key, { name })}
              />
              <TextField
                id={fieldId(field('description'))}
                label={t.typeDescription}
                fault={words(field('description'))}
                dir="auto"
                maxCharacters={CAMPAIGN_LIMITS.couponDescription}
                value={type.description}
                onChange={(description) => changeType(type.key, { description })}
              />
              <NumberField
                id={fieldId(field('percent'))}
                label={t.percent}
                inputMode="decimal"
                fault={words(field('percent'))}
                value={type.percent}
                onChange={(percent) => changeType(type.key, { percent })}
              />
              <NumberField
                id={fieldId(field('daily'))}
                label={t.daily}
                fault={words(field('daily'))}
                value={type.daily}
                onChange={(daily) => changeType(type.key, { daily })}
              />
              <NumberField
                id={fieldId(field('total'))}
                label={t.total}
                fault={words(field('total'))}
                value={type.total}
                onChange={(total) => changeType(type.key, { total })}
              />
              <button
                type="button"
                className="icon-button"
                aria-label={t.removeType(type.name || t.typeNth(index + 1))}
                aria-disabled={draft.types.length === 1}
                onClick={() => {
                  if (draft.types.length > 1) change({ types: draft.types.filter((other) => other.key !== type.key) });
                }}
              >
                <Trash2 aria-hidden="true" size={18} />
              </button>
            </div>
          );
        })}
        {draft.types.length < MAX_COUPON_TYPES && (
          <button
            type="button"
            className="button"
            onClick={() => change({ types: [...draft.types, newType(randomKey())] })}
          >
            <Plus aria-hidden="true" size={18} />
            {t.addType}
          </button>
        )}
      </fieldset>
      <Effect types={draft.types} />
      <CheckField checked={draft.showLeft} onChange={(showLeft) => change({ showLeft })}>
        {t.showLeft}
      </CheckField>
      <CheckField checked={draft.needsCode} onChange={(needsCode) => change({ needsCode })}>
        {t.needsCode}
      </CheckField>
      <RefusalNotice refusal={refusal} />
    </EditPanel>
  );
};
