import { useState } from 'react';
import type { PublicDraw } from '../../../../contract/stage/views.ts';
import { call } from '../../../common/api.ts';
import { ConfirmDialog } from '../../controls/ConfirmDialog.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { useConsole } from '../consoleContext.ts';
import { consoleTexts } from '../texts.ts';
import { useRefusalWords } from '../useRefusalWords.ts';
import { useRequest } from '../useRequest.ts';

/** Cancels the announced draw, wherever the organiser is, for as long as nothing is decided by it: until its entropy is closed. */
export const CancelDraw = ({ draw }: { readonly draw: PublicDraw }) => {
  const { view, online, notify } = useConsole();
  const t = useTexts(consoleTexts).cancelDraw;
  const refusalWords = useRefusalWords();
  const { busy, send } = useRequest();
  const [asking, setAsking] = useState(false);
  const giveUp = async (): Promise<void> => {
    if (!online) return;
    const outcome = await send(() =>
      call('abandon', { params: { event_id: view.id }, idempotencyKey: `abandon.${view.id}.${draw.draw_id}` }),
    );
    if (outcome === null) return;
    if (outcome.ok) notify('good', t.done);
    else notify('bad', refusalWords(outcome.refusal));
    setAsking(false);
  };
  return (
    <>
      <button
        type="button"
        className="button small-button destructive-quiet give-up"
        onClick={() => setAsking(true)}
        data-testid="abandon"
      >
        {t.open}
      </button>
      <ConfirmDialog
        open={asking}
        title={t.title}
        confirm={t.confirm}
        cancel={t.keep}
        busy={busy || !online}
        onConfirm={() => void giveUp()}
        onClose={() => setAsking(false)}
      >
        <p>{t.body}</p>
      </ConfirmDialog>
    </>
  );
};
