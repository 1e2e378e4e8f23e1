import { useState } from 'react';
import type { HostPerson, HostRoomView } from '../../../../contract/rooms/views.ts';
import type { RouteData } from '../../../../contract/routes.ts';
import { call } from '../../../common/api.ts';
import { padNumber } from '../../../common/numbers.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { useHostData } from '../../console/useHostData.ts';
import { useRequest } from '../../console/useRequest.ts';
import { ConfirmDialog } from '../../controls/ConfirmDialog.tsx';
import { LoadingRefused } from '../../controls/RefusalNotice.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { roomsTexts } from './texts.ts';
import { useRefusalWords } from '../../console/useRefusalWords.ts';

const PAGE = 100;

/** Everybody in the room with what they wrote; texts that wait come first. */
export const RoomPeople = ({ view }: { view: HostRoomView }) => {
  const { notify } = useConsole();
  const t = useTexts(roomsTexts);
  const refusalWords = useRefusalWords();
  const { busy, send } = useRequest();
  const [limit, setLimit] = useState(PAGE);
  const [removing, setRemoving] = useState<HostPerson | null>(null);
  const list = useHostData(`people ${view.room_id} ${limit}`, view.people_revision, () =>
    call('roomPeople', { params: { room_id: view.room_id }, query: { limit } }),
  );
  const people: readonly HostPerson[] = list.data?.people ?? [];
  const ordered = [
    ...people.filter(({ state }) => state === 'held'),
    ...people.filter(({ state }) => state !== 'held'),
  ];
  const who = (person: HostPerson): string =>
    person.name ?? t.numbered(padNumber(person.draw_number, view.number_width));
  const person = ({ id }: HostPerson) => ({ room_id: view.room_id, person_id: String(id) });

  const show = async (each: HostPerson, shown: boolean): Promise<void> => {
    const outcome = await send<RouteData<'moderatePerson'>>(() =>
      call('moderatePerson', { params: person(each), body: { shown } }),
    );
    if (outcome?.ok === false) notify('bad', refusalWords(outcome.refusal));
  };
  const remove = async (each: HostPerson): Promise<void> => {
    const outcome = await send<RouteData<'removePerson'>>(() => call('removePerson', { params: person(each) }));
    setRemoving(null);
    if (outcome?.ok === false) notify('bad', refusalWords(outcome.refusal));
  };
  const moderated = view.phase !== 'result';
  return (
    <section className="room-part" aria-labelledby="room-people-heading">
      <div className="room-part-head">
        <h4 id="room-people-heading">{t.people}</h4>
        {view.held > 0 && <span className="tag">{t.held(view.held)}</span>}
      </div>
      <LoadingRefused refusal={list.refusal} retry={list.retry} />
      {view.participants === 0 ? (
        <p className="quiet">{t.nobody}</p>
      ) : (
        <div className="room-scroll">
          <table className="room-table">
            <thead>
              <tr>
                <th scope="col">{t.columns.text}</th>
                <th scope="col">{t.columns.who}</th>
                <th scope="col">{t.columns.state}</th>
                {moderated && (
                  <th scope="col">
                    <span className="visually-hidden">{t.columns.actions}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {ordered.map((each) => (
                <tr key={each.id} className={each.state} data-testid="room-person" data-state={each.state}>
                  <th scope="row" dir="auto">
                    {each.text}
                  </th>
                  <td>
                    <bdi>{who(each)}</bdi>
                  </td>
                  <td>
                    {each.state !== 'shown' && <b className={each.state}>{t.states[each.state]} </b>}
                    <span className="quiet">
                      {each.voted === null ? (each.ready ? t.ready : t.writing) : each.voted ? t.voted : t.notVoted}
                    </span>
                  </td>
                  {moderated && (
                    <td className="room-row-buttons">
                      {each.state !== 'shown' && (
                        <RequestButton
                          className="button small-button"
                          busy={busy}
                          onClick={() => void show(each, true)}
                          testId="room-show-text"
                        >
                          {t.showText}
                        </RequestButton>
                      )}
                      {each.state !== 'hidden' && (
                        <RequestButton
                          className="button small-button"
                          busy={busy}
                          onClick={() => void show(each, false)}
                          testId="room-hide-text"
                        >
                          {t.hideText}
                        </RequestButton>
                      )}
                      <RequestButton
                        className="button small-button destructive-quiet"
                        busy={busy}
                        onClick={() => setRemoving(each)}
                        testId="room-remove"
                      >
                        {t.remove}
                      </RequestButton>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.data !== null && list.data.next_after !== null && (
        <button type="button" className="button small-button" onClick={() => setLimit((n) => n + PAGE)}>
          {t.morePeople}
        </button>
      )}
      <ConfirmDialog
        open={removing !== null}
        title={t.removeTitle(removing ? who(removing) : '')}
        confirm={t.removeConfirm}
        cancel={t.keep}
        busy={busy}
        onClose={() => setRemoving(null)}
        onConfirm={() => removing && void remove(removing)}
      >
        <p>{t.removeBody}</p>
      </ConfirmDialog>
    </section>
  );
};
