import { useState } from 'react';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { createRequestKey } from '../../console/requestKey.ts';
import { useRequest } from '../../console/useRequest.ts';
import { CheckField } from '../../controls/CheckField.tsx';
import { EditPanel } from '../../controls/EditPanel.tsx';
import { RefusalNotice } from '../../controls/RefusalNotice.tsx';
import { NumberField, TextField } from '../../controls/TextField.tsx';
import { useFaultWords } from '../../controls/useFaultWords.ts';
import { useTexts } from '../../language/useTexts.ts';
import { readGame, type GameDraft, type GameFault, type GameFaults } from './gameDraft.ts';
import { lotteriesTexts } from './texts.ts';

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
  const { busy, refusal, send, forget } = useRequest();
  const [faults, setFaults] = useState<GameFaults>({});
  const [requestKey] = useState(createRequestKey);

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
    <EditPanel
      id="game-form-heading"
      className="game-form"
      heading={t.newHeading}
      save={{ text: busy ? t.saving : t.save, testId: 'game-save' }}
      busy={busy}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <TextField
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
      <CheckField checked={draft.distinct} onChange={(distinct) => change({ distinct })}>
        {t.distinct}
      </CheckField>
      <CheckField checked={draft.beacon} onChange={(beacon) => change({ beacon })}>
        {t.beacon}
      </CheckField>
      <RefusalNotice refusal={refusal} />
    </EditPanel>
  );
};
