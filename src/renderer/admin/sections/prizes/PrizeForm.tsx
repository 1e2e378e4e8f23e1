import { useState } from 'react';
import { PRIZE_LIMITS } from '../../../../contract/event/limits.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { useDraft } from '../../console/drafts.ts';
import { createRequestKey } from '../../console/requestKey.ts';
import { useRequest, type Outcome } from '../../console/useRequest.ts';
import { EditPanel } from '../../controls/EditPanel.tsx';
import { Field } from '../../controls/Field.tsx';
import { Notice } from '../../controls/Notice.tsx';
import { RefusalNotice } from '../../controls/RefusalNotice.tsx';
import { NumberField, TextField } from '../../controls/TextField.tsx';
import { useFaultWords } from '../../controls/useFaultWords.ts';
import { useTexts } from '../../language/useTexts.ts';
import { PicturePicker } from './PicturePicker.tsx';
import type { AdminPrize } from '../../../../contract/event/views.ts';
import {
  broughtUpToDate,
  changedFields,
  draftOf,
  PRIZE_FIELDS,
  prizeEditing,
  readDraft,
  type PictureChange,
  type PrizeDraft,
  type PrizeEditing,
  type PrizeFault,
  type PrizeFaults,
  type PrizeFields,
} from './prizeDraft.ts';
import { prizesTexts } from './texts.ts';

export const PrizeForm = ({ editing, onCancel }: { editing: PrizeEditing; onCancel: () => void }) => {
  const { view, online, notify } = useConsole();
  const [, setEditing] = useDraft(prizeEditing);
  const t = useTexts(prizesTexts);
  const faultWords = useFaultWords();
  const { busy, refusal, send, forget } = useRequest();
  const [faults, setFaults] = useState<PrizeFaults>({});
  const [pictureFailed, setPictureFailed] = useState(false);
  const [requestKey] = useState(createRequestKey);

  const prize = view.prizes.find((each) => each.id === editing.prizeId) ?? null;
  const gone = editing.prizeId !== null && prize === null;
  const { draft } = editing;

  const words = (fault: PrizeFault | undefined): string | null => {
    if (fault === undefined) return null;
    if (fault.kind === 'aboveQuantity') return t.aboveQuantity(fault.quantity);
    return fault.kind === 'belowDrawn' ? t.belowDrawn(fault.drawn) : faultWords(fault);
  };
  const change = (part: Partial<PrizeDraft>): void => {
    setEditing({ ...editing, draft: { ...draft, ...part } });
    // A fault goes as soon as its field is touched; it comes back with the next attempt if it is still one.
    setFaults((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in part))));
    forget();
  };

  const savePicture = async (prizeId: string, picture: PictureChange): Promise<Outcome<unknown>> => {
    const params = { event_id: view.id, prize_id: prizeId };
    if (picture.kind === 'set') return call('setPrizeImage', { params, file: picture.file });
    if (picture.kind === 'remove') return call('removePrizeImage', { params });
    return { ok: true, value: null };
  };

  /** Only what was typed, for the version that was seen; nothing where only the picture is another one. */
  const update = async (now: AdminPrize, fields: PrizeFields): Promise<Outcome<AdminPrize>> => {
    const changed = changedFields(fields, editing.original);
    if (Object.keys(changed).length === 0) return { ok: true, value: now };
    const body = { ...changed, ...(editing.seen === null ? {} : { seen_version: editing.seen }) };
    return call('updatePrize', { params: { event_id: view.id, prize_id: now.id }, body });
  };
  /** Somebody else was first: the form shows what they have changed, and keeps what was typed here. */
  const takeUp = async (prizeId: string): Promise<void> => {
    const list = await call('prizes', { params: { event_id: view.id } });
    const now = list.ok ? list.value.prizes.find(({ id }) => id === prizeId) : undefined;
    if (now) setEditing(broughtUpToDate(editing, now));
  };

  const submit = async (): Promise<void> => {
    if (!online || busy) return;
    const read = readDraft(draft, prize?.drawn ?? 0);
    setFaults(read.faults ?? {});
    if (read.faults !== null) {
      const first = PRIZE_FIELDS.find((field) => read.faults[field]);
      if (first) document.getElementById(`prize-${first}`)?.focus();
      return;
    }
    const body = read.fields;
    setPictureFailed(false);
    const outcome = await send(async () => {
      const saved = await (prize === null
        ? call('createPrize', { params: { event_id: view.id }, body, idempotencyKey: requestKey.keyFor(body) })
        : update(prize, body));
      if (!saved.ok) {
        if (saved.refusal.code !== 'offline') requestKey.renew();
        if (saved.refusal.code === 'prize_changed' && prize !== null) await takeUp(prize.id);
        return saved;
      }
      const pictured = await savePicture(saved.value.id, editing.picture);
      if (pictured.ok) return saved;
      // The prize is there now: the form goes on with it and keeps the picture for another try.
      const kept = draftOf(saved.value);
      setPictureFailed(true);
      setEditing({
        ...editing,
        prizeId: saved.value.id,
        draft: kept,
        original: kept,
        picture: editing.picture,
        seen: saved.value.version,
      });
      return pictured;
    });
    if (outcome?.ok) {
      setEditing(null);
      notify('good', t.saved(body.name));
    }
  };

  return (
    <EditPanel
      id="prize-form-heading"
      className="prize-form"
      heading={editing.prizeId === null ? t.newHeading : t.editHeading}
      save={{ text: busy ? t.saving : gone ? t.saveAsNew : t.save, testId: 'prize-save' }}
      busy={busy}
      onSubmit={submit}
      onCancel={onCancel}
    >
      {gone && <Notice kind="bad">{t.gone}</Notice>}
      <TextField
        id="prize-name"
        label={t.name}
        fault={words(faults.name)}
        dir="auto"
        placeholder={t.namePlaceholder}
        maxCharacters={PRIZE_LIMITS.name}
        required
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      <Field id="prize-description" label={t.description} fault={words(faults.description)}>
        {(ids) => (
          <textarea
            {...ids}
            className="input"
            dir="auto"
            rows={2}
            value={draft.description}
            placeholder={t.descriptionPlaceholder}
            maxLength={PRIZE_LIMITS.description * 2}
            // One line for people, however long: a break that is pasted becomes a space.
            onChange={(event) => change({ description: event.target.value.replace(/[\r\n]+/g, ' ') })}
          />
        )}
      </Field>
      <div className="field-row">
        <NumberField
          id="prize-quantity"
          label={t.quantity}
          hint={t.quantityHint(prize?.drawn ?? 0)}
          fault={words(faults.quantity)}
          value={draft.quantity}
          onChange={(quantity) => change({ quantity })}
        />
        <NumberField
          id="prize-winnersPerDraw"
          label={t.perDraw}
          hint={t.perDrawHint}
          fault={words(faults.winnersPerDraw)}
          value={draft.winnersPerDraw}
          onChange={(winnersPerDraw) => change({ winnersPerDraw })}
        />
        <NumberField
          id="prize-rank"
          label={t.rank}
          hint={t.rankHint}
          fault={words(faults.rank)}
          value={draft.rank}
          onChange={(rank) => change({ rank })}
        />
      </div>
      <PicturePicker
        current={prize?.image_url ?? null}
        picture={editing.picture}
        onChange={(picture) => {
          setEditing({ ...editing, picture });
          forget();
        }}
      />
      <RefusalNotice refusal={refusal}>{pictureFailed && <b>{t.pictureNotSaved} </b>}</RefusalNotice>
    </EditPanel>
  );
};
