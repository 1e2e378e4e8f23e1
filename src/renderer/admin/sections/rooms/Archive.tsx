import { useState } from 'react';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { exactTime } from '../../console/time.ts';
import { useHostData } from '../../console/useHostData.ts';
import { LoadingRefused } from '../../controls/RefusalNotice.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { RoomOutcome } from './RoomOutcome.tsx';
import { roomsTexts } from './texts.ts';

const PAGE = 20;

/** What was gathered in rooms of this event that were given back: each use of a room with its texts and its result. */
export const Archive = ({ revision }: { revision: number }) => {
  const { view, language } = useConsole();
  const t = useTexts(roomsTexts);
  const [after, setAfter] = useState(0);
  const list = useHostData(`gatherings ${view.id} ${after}`, revision, () =>
    call('roomArchive', { params: { event_id: view.id }, query: { after, limit: PAGE } }),
  );
  const gatherings = list.data?.gatherings ?? [];
  const next = list.data?.next_after ?? null;
  return (
    <section className="room-card" aria-labelledby="room-archive-heading" data-testid="room-archive">
      <h3 id="room-archive-heading">{t.archive}</h3>
      <LoadingRefused refusal={list.refusal} retry={list.retry} />
      {list.data !== null && gatherings.length === 0 && after === 0 && <p className="quiet">{t.archiveNone}</p>}
      <ol className="room-archive">
        {gatherings.map((each) => (
          <li key={each.gathering}>
            <details data-testid="room-archived">
              <summary>
                <bdi>{each.title || t.room(each.room_id)}</bdi>{' '}
                <span className="quiet">
                  {[
                    exactTime(each.released_at, language),
                    t.archiveFacts(each.participants, each.voted),
                    t.releasedBy[each.released_by] ?? each.released_by,
                  ].join(' · ')}
                </span>
              </summary>
              <RoomOutcome
                texts={each.texts.map((text) => ({ ...text, rank: text.rank ?? 0, votes: text.votes ?? 0 }))}
                winner={each.texts.find(({ rank }) => rank === 1)?.text_id ?? null}
                tieDraw={each.tie_draw}
              />
            </details>
          </li>
        ))}
      </ol>
      {(next !== null || after > 0) && (
        <div className="room-buttons">
          <button type="button" className="button small-button" onClick={() => setAfter(next ?? 0)}>
            {next === null ? t.oldest : t.older}
          </button>
        </div>
      )}
    </section>
  );
};
