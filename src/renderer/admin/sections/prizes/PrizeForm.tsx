import { X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { call } from '../../../common/api.ts';
import { Field } from '../../controls/Field.tsx';
import { Notice } from '../../controls/Notice.tsx';
import { useDesk, useRequest, type Outcome } from '../../console/consoleContext.ts';
import { createIntention } from '../../console/requestKey.ts';
import { refusalWords } from '../../console/refusals.ts';
import { faultWords } from '../../controls/fieldFaults.ts';
import { PicturePicker } from './PicturePicker.tsx';
import {
  draftOf,
  LIMITS,
  readDraft,
  type DraftFaults,
  type PictureChange,
  type PrizeDraft,
  type PrizeEditing,
} from './prizeDraft.ts';

export const PrizeForm = ({ editing, onCancel }: { editing: PrizeEditing; onCancel: () => void }) => {
  const { m, view, online, notify, setEditing } = useDesk();
  const { busy, refusal, send, forget } = useRequest();
  const [faults, setFaults] = useState<DraftFaults>({});
  const [pictureFailed, setPictureFailed] = useState(false);
  const [creating] = useState(createIntention);
  const nameInput = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLElement>(null);

  const prize = view.prizes.find((each) => each.id === editing.prizeId) ?? null;
  const gone = editing.prizeId !== null && prize === null;
  const { draft } = editing;

  useEffect(() => {
    nameInput.current?.focus({ preventScroll: true });
  }, []);
  const leave = useEffectEvent(onCancel);
  useEffect(() => {
    const element = panel.current;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      // The same key press would close the question that it opens.
      event.preventDefault();
      leave();
    };
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, []);

  const change = (part: Partial<PrizeDraft>): void => {
    setEditing({ ...editing, draft: { ...draft, ...part } });
    // A fault goes as soon as its field is touched; it comes back with the next attempt if it is still one.
    setFaults((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !Object.hasOwn(part, field))));
    forget();
  };

  const savePicture = async (prizeId: string, picture: PictureChange): Promise<Outcome<unknown>> => {
    const params = { event_id: view.id, prize_id: prizeId };
    if (picture.kind === 'set') return call('setPrizeImage', { params, file: picture.file });
    if (picture.kind === 'remove') return call('removePrizeImage', { params });
    return { ok: true, value: null };
  };

  const submit = async (): Promise<void> => {
    if (!online || busy) return;
    const read = readDraft(draft, prize?.drawn ?? 0);
    setFaults(read.faults ?? {});
    if (read.faults !== null) {
      const first = (['name', 'description', 'rank', 'quantity', 'winnersPerDraw'] as const).find(
        (f) => read.faults[f],
      );
      if (first) document.getElementById(`prize-${first}`)?.focus();
      return;
    }
    const body = read.fields;
    setPictureFailed(false);
    const outcome = await send(async () => {
      const saved = await (prize === null
        ? call('createPrize', { params: { event_id: view.id }, body, idempotencyKey: creating.keyFor(body) })
        : call('updatePrize', { params: { event_id: view.id, prize_id: prize.id }, body }));
      if (!saved.ok) {
        if (saved.refusal.code !== 'offline') creating.end();
        return saved;
      }
      const pictured = await savePicture(saved.value.id, editing.picture);
      if (pictured.ok) return saved;
      // The prize is there now: the form goes on with it and keeps the picture for another try.
      const kept = draftOf(saved.value);
      setPictureFailed(true);
      setEditing({ ...editing, prizeId: saved.value.id, draft: kept, original: kept, picture: editing.picture });
      return pictured;
    });
    if (outcome?.ok) {
      setEditing(null);
      notify('good', m.prizes.saved(body.name));
    }
  };

  const heading = editing.prizeId === null ? m.prizes.newHeading : m.prizes.editHeading;
  return (
    <aside className="prize-form-panel" ref={panel} aria-labelledby="prize-form-heading">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className="panel-head">
          <h2 id="prize-form-heading">{heading}</h2>
          <button type="button" className="icon-button" aria-label={m.prizes.cancel} onClick={onCancel}>
            <X aria-hidden="true" size={20} />
          </button>
        </div>
        {gone && <Notice kind="bad">{m.prizes.gone}</Notice>}
        <Field id="prize-name" label={m.prizes.name} fault={faultWords(m, faults.name)}>
          {(ids) => (
            <input
              {...ids}
              ref={nameInput}
              className="input"
              dir="auto"
              value={draft.name}
              placeholder={m.prizes.namePlaceholder}
              maxLength={LIMITS.name * 2}
              autoComplete="off"
              required
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <Field id="prize-description" label={m.prizes.description} fault={faultWords(m, faults.description)}>
          {(ids) => (
            <textarea
              {...ids}
              className="input"
              dir="auto"
              rows={2}
              value={draft.description}
              placeholder={m.prizes.descriptionPlaceholder}
              maxLength={LIMITS.description * 2}
              // One line for people, however long: a break that is pasted becomes a space.
              onChange={(event) => change({ description: event.target.value.replace(/[\r\n]+/g, ' ') })}
            />
          )}
        </Field>
        <div className="field-row">
          <Field
            id="prize-quantity"
            label={m.prizes.quantity}
            hint={m.prizes.quantityHint(prize?.drawn ?? 0)}
            fault={faultWords(m, faults.quantity)}
          >
            {(ids) => (
              <input
                {...ids}
                className="input figure"
                inputMode="numeric"
                autoComplete="off"
                value={draft.quantity}
                onChange={(event) => change({ quantity: event.target.value })}
              />
            )}
          </Field>
          <Field
            id="prize-winnersPerDraw"
            label={m.prizes.perDraw}
            hint={m.prizes.perDrawHint}
            fault={faultWords(m, faults.winnersPerDraw)}
          >
            {(ids) => (
              <input
                {...ids}
                className="input figure"
                inputMode="numeric"
                autoComplete="off"
                value={draft.winnersPerDraw}
                onChange={(event) => change({ winnersPerDraw: event.target.value })}
              />
            )}
          </Field>
          <Field id="prize-rank" label={m.prizes.rank} hint={m.prizes.rankHint} fault={faultWords(m, faults.rank)}>
            {(ids) => (
              <input
                {...ids}
                className="input figure"
                inputMode="numeric"
                autoComplete="off"
                value={draft.rank}
                onChange={(event) => change({ rank: event.target.value })}
              />
            )}
          </Field>
        </div>
        <PicturePicker
          current={prize?.image_url ?? null}
          picture={editing.picture}
          onChange={(picture) => {
            setEditing({ ...editing, picture });
            forget();
          }}
        />
        {refusal && (
          <Notice kind="bad">
            {pictureFailed && <b>{m.prizes.pictureNotSaved} </b>}
            {refusalWords(m, refusal)}
          </Notice>
        )}
        <div className="panel-buttons">
          <button
            type="submit"
            className="button primary"
            aria-disabled={busy || !online}
            title={online ? undefined : m.common.offlineReason}
            data-testid="prize-save"
          >
            {busy ? m.prizes.saving : gone ? m.prizes.saveAsNew : m.prizes.save}
          </button>
          <button type="button" className="button" onClick={onCancel}>
            {m.prizes.cancel}
          </button>
        </div>
      </form>
    </aside>
  );
};
