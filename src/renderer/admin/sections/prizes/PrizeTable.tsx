import { ArrowDown, ArrowUp, GripVertical, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { AdminPrize } from '../../../../contract/event/views.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { useDraft } from '../../console/drafts.ts';
import { consoleTexts } from '../../console/texts.ts';
import { useRefusalWords } from '../../console/useRefusalWords.ts';
import { useRequest } from '../../console/useRequest.ts';
import { ConfirmDialog } from '../../controls/ConfirmDialog.tsx';
import { PrizePicture } from '../../controls/PrizePicture.tsx';
import { Rank } from '../../controls/Rank.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { moved, prizeEditing } from './prizeDraft.ts';
import { prizesTexts } from './texts.ts';
import './prizeTable.css';

/** The prizes in the order of the show. An order that is under way is shown already. */
const useOrder = () => {
  const { view, notify } = useConsole();
  const t = useTexts(prizesTexts);
  const refusalWords = useRefusalWords();
  const { send } = useRequest();
  const [wanted, setWanted] = useState<{ ids: string[]; from: readonly AdminPrize[] } | null>(null);
  /** What has moved where, for those who do not see it. */
  const [announcement, setAnnouncement] = useState('');
  const byId = new Map(view.prizes.map((prize) => [prize.id, prize]));
  const shown = wanted?.from === view.prizes ? wanted.ids.flatMap((id) => byId.get(id) ?? []) : view.prizes;
  const move = async (from: number, to: number): Promise<void> => {
    const prize = shown[from];
    if (from === to || to < 0 || to >= shown.length || prize === undefined) return;
    const ids = moved(shown, from, to).map((each) => each.id);
    const outcome = await send(() => {
      setWanted({ ids, from: view.prizes });
      return call('orderPrizes', { params: { event_id: view.id }, body: { prize_ids: ids } });
    });
    if (outcome === null) return;
    if (outcome.ok) setAnnouncement(t.moved(prize.name, to + 1, ids.length));
    else {
      setWanted(null);
      notify('bad', refusalWords(outcome.refusal));
    }
  };
  return { shown, move, announcement };
};

export const PrizeTable = ({ editedId, onEdit }: { editedId: string | null; onEdit: (prize: AdminPrize) => void }) => {
  const { view, online, notify } = useConsole();
  const [, setEditing] = useDraft(prizeEditing);
  const t = useTexts(prizesTexts);
  const { cancel, offlineReason } = useTexts(consoleTexts);
  const refusalWords = useRefusalWords();
  const { shown, move, announcement } = useOrder();
  const deletion = useRequest();
  const [toDelete, setToDelete] = useState<AdminPrize | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const endDrag = (): void => {
    setDragged(null);
    setOver(null);
  };

  const remove = async (prize: AdminPrize): Promise<void> => {
    const outcome = await deletion.send(() =>
      call('deletePrize', { params: { event_id: view.id, prize_id: prize.id } }),
    );
    if (outcome === null) return;
    setToDelete(null);
    if (!outcome.ok) return notify('bad', refusalWords(outcome.refusal));
    if (editedId === prize.id) setEditing(null);
    notify('good', t.deleted(prize.name));
  };

  return (
    <>
      <table className="prize-table">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t.order}</span>
            </th>
            <th scope="col" colSpan={2}>
              {t.columns.prize}
            </th>
            <th scope="col" className="number">
              {t.columns.rank}
            </th>
            <th scope="col" className="number">
              {t.columns.drawn}
            </th>
            <th scope="col" className="number per-draw">
              {t.columns.perDraw}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t.columns.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((prize, index) => (
            <tr
              key={prize.id}
              data-testid="prize-row"
              data-prize-id={prize.id}
              className={[
                prize.id === editedId ? 'edited' : '',
                prize.remaining === 0 ? 'gone' : '',
                dragged === index ? 'dragged' : '',
                over === index && dragged !== null && dragged !== index
                  ? dragged < index
                    ? 'drop-below'
                    : 'drop-above'
                  : '',
              ].join(' ')}
              onDragOver={(event) => {
                if (dragged === null) return;
                event.preventDefault();
                event.dataTransfer.dropEffect = 'move';
                if (over !== index) setOver(index);
              }}
              onDrop={(event) => {
                if (dragged === null) return;
                event.preventDefault();
                void move(dragged, index);
                endDrag();
              }}
            >
              <td className="order">
                <span
                  className="grip"
                  title={t.drag}
                  aria-hidden="true"
                  draggable={online}
                  onDragStart={(event) => {
                    event.dataTransfer.effectAllowed = 'move';
                    event.dataTransfer.setData('text/plain', prize.name);
                    const row = event.currentTarget.closest('tr');
                    if (row) event.dataTransfer.setDragImage(row, 16, 24);
                    setDragged(index);
                  }}
                  onDragEnd={endDrag}
                >
                  <GripVertical size={18} />
                </span>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t.up(prize.name)}
                  // Not `disabled`: a prize that has come to the end keeps the focus on its button.
                  aria-disabled={index === 0 || !online}
                  onClick={() => {
                    if (!(index === 0 || !online)) void move(index, index - 1);
                  }}
                >
                  <ArrowUp aria-hidden="true" size={16} />
                </button>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t.down(prize.name)}
                  // Not `disabled`: a prize that has come to the end keeps the focus on its button.
                  aria-disabled={index === shown.length - 1 || !online}
                  onClick={() => {
                    if (!(index === shown.length - 1 || !online)) void move(index, index + 1);
                  }}
                >
                  <ArrowDown aria-hidden="true" size={16} />
                </button>
              </td>
              <td className="picture">
                <PrizePicture url={prize.image_url} size="small" />
              </td>
              <th scope="row" className="name">
                <span className="name-text">
                  <bdi>{prize.name}</bdi>
                </span>
                {prize.description !== '' && (
                  <span className="description">
                    <bdi>{prize.description}</bdi>
                  </span>
                )}
              </th>
              <td className="number">
                <Rank rank={prize.rank} />
              </td>
              <td className="number figure">
                {prize.drawn.toLocaleString()}
                <span className="of"> / {prize.quantity.toLocaleString()}</span>
              </td>
              <td className="number figure per-draw">{prize.winners_per_draw.toLocaleString()}</td>
              <td className="row-actions">
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t.edit(prize.name)}
                  onClick={() => onEdit(prize)}
                  data-testid="prize-edit"
                >
                  <Pencil aria-hidden="true" size={18} />
                </button>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t.remove(prize.name)}
                  // Not `disabled`: it keeps its focus, and says why.
                  aria-disabled={prize.drawn > 0 || !online}
                  title={prize.drawn > 0 ? t.drawnCannotDelete : online ? undefined : offlineReason}
                  onClick={() => {
                    if (prize.drawn === 0 && online) setToDelete(prize);
                  }}
                  data-testid="prize-delete"
                >
                  <Trash2 aria-hidden="true" size={18} />
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="visually-hidden" aria-live="polite">
        {announcement}
      </p>
      <ConfirmDialog
        open={toDelete !== null}
        title={t.deleteTitle(toDelete?.name ?? '')}
        confirm={t.deleteConfirm}
        cancel={cancel}
        busy={deletion.busy}
        onClose={() => setToDelete(null)}
        onConfirm={() => {
          if (toDelete) void remove(toDelete);
        }}
      >
        <p>{t.deleteBody}</p>
      </ConfirmDialog>
    </>
  );
};
