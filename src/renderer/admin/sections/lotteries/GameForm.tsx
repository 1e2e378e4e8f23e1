import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { createRequestKey } from '../../console/requestKey.ts';
import { useRequest } from '../../console/useRequest.ts';
import { Form } from '../../controls/Form.tsx';
import { Notice } from '../../controls/Notice.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { NumberField, TextField } from '../../controls/TextField.tsx';
import { useFaultWords } from '../../controls/useFaultWords.ts';
import { useTexts } from '../../language/useTexts.ts';
import { readGame, type GameDraft, type GameFault, type GameFaults } from './gameDraft.ts';
import { lotteriesTexts } from './texts.ts';
import { useRefusalWords } from '../../console/useRefusalWords.ts';

const FIELDS = ['name', 'id', 'players', 'winners', 'sum'] as const;

/** A game that is being made. Its rules stay as they are afterwards: the seal is for them. */
export const GameForm = ({
  draft,
  onChange,
  onCancel,
  onMade,
}: {
  draft: GameDraft;
  onChange: (draft: GameDraft) => void;
  onCancel: () => void;
  onMade: (gameId: string) => void;
}) => {
  const { online, notify } = useConsole();
  const t = useTexts(lotteriesTexts);
  const faultWords = useFaultWords();
  const refusalWords = useRefusalWords();
  const { busy, refusal, send, forget } = useRequest();
  const [faults, setFaults] = useState<GameFaults>({});
  const [requestKey] = useState(createRequestKey);
  const nameInput = useRef<HTMLInputElement>(null);
  useEffect(() => nameInput.current?.focus({ preventScroll: true }), []);

  const words = (fault: GameFault | undefined): string | null => {
    if (fault === undefined) return null;
    if (fault.kind === 'id') return t.idFault;
    return fault.kind === 'winners' ? t.winnersFault : faultWords(fault);
  };
  const change = (part: Partial<GameDraft>): void => {
    onChange({ ...draft, ...part });
    setFaults((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in part))));
    forget();
  };

  const submit = async (): Promise<void> => {
    if (!online || busy) return;
    const read = readGame(draft);
    setFaults(read.faults ?? {});
    if (read.faults !== null) {
      const first = FIELDS.find((field) => read.faults[field]);
      if (first) document.getElementById(`game-${first}`)?.focus();
      return;
    }
    const body = read.game;
    const outcome = await send(() => call('makeGame', { body, idempotencyKey: requestKey.keyFor(body) }));
    if (outcome === null) return;
    if (outcome.ok) {
      notify('good', t.made(body.name));
      onMade(outcome.value.game_id);
    } else if (outcome.refusal.code !== 'offline') requestKey.renew();
  };

  return (
    <section className="lottery-card" aria-labelledby="game-form-heading">
      <Form className="lottery-form" onSubmit={submit}>
        <div className="lottery-card-head">
          <h3 id="game-form-heading">{t.newHeading}</h3>
          <button type="button" className="icon-button" aria-label={t.cancel} onClick={onCancel}>
            <X aria-hidden="true" size={20} />
          </button>
        </div>
        <TextField
          ref={nameInput}
          id="game-name"
          label={t.name}
          placeholder={t.namePlaceholder}
          dir="auto"
          required
          fault={words(faults.name)}
          value={draft.name}
          onChange={(name) => change({ name })}
        />
        <TextField
          id="game-id"
          label={t.idLabel}
          hint={t.idHint}
          dir="ltr"
          maxLength={64}
          fault={words(faults.id)}
          value={draft.id}
          onChange={(id) => change({ id })}
        />
        <div className="lottery-fields">
          <NumberField
            id="game-players"
            label={t.players}
            fault={words(faults.players)}
            value={draft.players}
            onChange={(players) => change({ players })}
          />
          <NumberField
            id="game-winners"
            label={t.winners}
            fault={words(faults.winners)}
            value={draft.winners}
            onChange={(winners) => change({ winners })}
          />
          <NumberField
            id="game-sum"
            label={t.sum}
            hint={t.sumHint}
            fault={words(faults.sum)}
            value={draft.sum}
            onChange={(sum) => change({ sum })}
          />
        </div>
        <label className="lottery-check">
          <input
            type="checkbox"
            checked={draft.distinct}
            onChange={(event) => change({ distinct: event.target.checked })}
          />
          {t.distinct}
        </label>
        <label className="lottery-check">
          <input
            type="checkbox"
            checked={draft.beacon}
            onChange={(event) => change({ beacon: event.target.checked })}
          />
          {t.beacon}
        </label>
        {refusal && <Notice kind="bad">{refusalWords(refusal)}</Notice>}
        <div className="form-buttons">
          <RequestButton className="button primary" busy={busy} testId="game-save">
            {busy ? t.saving : t.save}
          </RequestButton>
          <button type="button" className="button" onClick={onCancel}>
            {t.cancel}
          </button>
        </div>
      </Form>
    </section>
  );
};
