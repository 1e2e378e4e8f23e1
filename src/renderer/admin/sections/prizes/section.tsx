import { Gift, Plus } from 'lucide-react';
import { useState } from 'react';
import { ConfirmDialog } from '../../controls/ConfirmDialog.tsx';
import { useDesk } from '../../console/consoleContext.ts';
import { newKey } from '../../console/requestKey.ts';
import { editingNew, editingOf, isDirty, type PrizeEditing } from './prizeDraft.ts';
import { PrizeForm } from './PrizeForm.tsx';
import { PrizeTable } from './PrizeTable.tsx';
import './prizes.css';

export const PrizesRoom = () => {
  const { m, view, editing, setEditing } = useDesk();
  /** Where to go once what was typed may be dropped. */
  const [leavingFor, setLeavingFor] = useState<{ next: PrizeEditing | null } | null>(null);
  const goTo = (next: PrizeEditing | null): void => {
    if (editing !== null && isDirty(editing)) setLeavingFor({ next });
    else setEditing(next);
  };
  const pieces = view.prizes.reduce((sum, prize) => sum + prize.quantity, 0);

  return (
    <div className={editing === null ? 'prizes-room' : 'prizes-room with-form'}>
      <div className="prizes-list">
        <div className="room-head">
          <div>
            <h2>{m.rooms.prizes}</h2>
            {view.prizes.length > 0 && <p className="quiet">{m.prizes.count(view.prizes.length, pieces)}</p>}
          </div>
          <button
            type="button"
            className={view.prizes.length === 0 ? 'button primary' : 'button'}
            onClick={() => goTo(editingNew(view.prizes, newKey()))}
            data-testid="prize-add"
          >
            <Plus aria-hidden="true" size={18} />
            {m.prizes.add}
          </button>
        </div>
        {view.prizes.length === 0 ? (
          <div className="empty">
            <Gift aria-hidden="true" size={40} strokeWidth={1.25} />
            <h3>{m.prizes.emptyTitle}</h3>
            <p>{m.prizes.emptyBody}</p>
          </div>
        ) : (
          <PrizeTable editedId={editing?.prizeId ?? null} onEdit={(prize) => goTo(editingOf(prize, newKey()))} />
        )}
      </div>
      {editing !== null && <PrizeForm key={editing.formKey} editing={editing} onCancel={() => goTo(null)} />}
      <ConfirmDialog
        open={leavingFor !== null}
        title={m.prizes.discard}
        confirm={m.prizes.discardConfirm}
        cancel={m.prizes.keep}
        onClose={() => setLeavingFor(null)}
        onConfirm={() => {
          if (leavingFor) setEditing(leavingFor.next);
          setLeavingFor(null);
        }}
      >
        <p>{m.prizes.discardBody}</p>
      </ConfirmDialog>
    </div>
  );
};
