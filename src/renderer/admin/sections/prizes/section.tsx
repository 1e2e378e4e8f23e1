import { Gift, Plus } from 'lucide-react';
import { useState } from 'react';
import { useConsole } from '../../console/consoleContext.ts';
import { useDraft } from '../../console/drafts.ts';
import { randomKey } from '../../../common/randomKey.ts';
import type { Section } from '../../console/section.ts';
import { DiscardDialog } from '../../controls/DiscardDialog.tsx';
import { EmptyState } from '../../controls/EmptyState.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { editingNew, editingOf, isDirty, prizeEditing, type PrizeEditing } from './prizeDraft.ts';
import { PrizeForm } from './PrizeForm.tsx';
import { PrizeTable } from './PrizeTable.tsx';
import { prizesTexts } from './texts.ts';
import './prizes.css';

const Prizes = () => {
  const { view } = useConsole();
  const [editing, setEditing] = useDraft(prizeEditing);
  const t = useTexts(prizesTexts);
  /** Where to go once what was typed may be dropped. */
  const [leavingFor, setLeavingFor] = useState<{ next: PrizeEditing | null } | null>(null);
  const goTo = (next: PrizeEditing | null): void => {
    if (editing !== null && isDirty(editing)) setLeavingFor({ next });
    else setEditing(next);
  };
  const pieces = view.prizes.reduce((sum, prize) => sum + prize.quantity, 0);

  return (
    <div className={editing === null ? 'prizes-section' : 'prizes-section with-form'}>
      <div className="prizes-list">
        <div className="section-head">
          <div>
            <h2>{t.title}</h2>
            {view.prizes.length > 0 && <p className="quiet">{t.count(view.prizes.length, pieces)}</p>}
          </div>
          <button
            type="button"
            className={view.prizes.length === 0 ? 'button primary' : 'button'}
            onClick={() => goTo(editingNew(view.prizes, randomKey()))}
            data-testid="prize-add"
          >
            <Plus aria-hidden="true" size={18} />
            {t.add}
          </button>
        </div>
        {view.prizes.length === 0 ? (
          <EmptyState icon={Gift} title={t.emptyTitle} body={t.emptyBody} />
        ) : (
          <PrizeTable editedId={editing?.prizeId ?? null} onEdit={(prize) => goTo(editingOf(prize, randomKey()))} />
        )}
      </div>
      {editing !== null && <PrizeForm key={editing.formKey} editing={editing} onCancel={() => goTo(null)} />}
      <DiscardDialog
        open={leavingFor !== null}
        onKeep={() => setLeavingFor(null)}
        onDiscard={() => {
          if (leavingFor) setEditing(leavingFor.next);
          setLeavingFor(null);
        }}
      />
    </div>
  );
};

export const prizesSection: Section = {
  id: 'prizes',
  feature: 'event',
  texts: prizesTexts,
  icon: Gift,
  component: Prizes,
  drafts: [prizeEditing],
};
