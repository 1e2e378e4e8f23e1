import { useState } from 'react';
import type { RoomItem } from '../../../../contract/rooms/routes.ts';
import type { RouteData } from '../../../../contract/routes.ts';
import { call, START_TIMEOUT_MS } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { createRequestKey } from '../../console/requestKey.ts';
import { useRequest } from '../../console/useRequest.ts';
import { Field } from '../../controls/Field.tsx';
import { Form } from '../../controls/Form.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { Stepper } from '../../controls/Stepper.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { roomsTexts } from './texts.ts';
import { useRefusalWords } from '../../console/useRefusalWords.ts';

/** Hands over to the stage: a draw like any other, among people of the room. */
export const DrawAmong = ({ groups }: { groups: RoomItem['groups'] }) => {
  const { view, notify } = useConsole();
  const t = useTexts(roomsTexts);
  const refusalWords = useRefusalWords();
  const { busy, send } = useRequest();
  const [requestKey] = useState(createRequestKey);
  const [chosenGroup, setGroup] = useState<string | null>(null);
  const [chosenPrize, setPrize] = useState<string | null>(null);
  const [wanted, setWanted] = useState(1);
  const left = view.prizes.filter(({ remaining }) => remaining > 0);
  const prize = left.find(({ id }) => id === chosenPrize) ?? left[0];
  const group =
    groups.find((each) => each.group === chosenGroup) ?? groups.find(({ who }) => who === 'voters') ?? groups[0];
  if (!group) return null;
  const most = Math.max(1, Math.min(group.count, prize?.remaining ?? 1));
  const count = Math.min(wanted, most);

  const draw = async (): Promise<void> => {
    if (!prize) return;
    const body = { prize_id: prize.id, count, group: group.group };
    const outcome = await send<RouteData<'announce'>>(() =>
      call('announce', {
        params: { event_id: view.id },
        body,
        idempotencyKey: requestKey.keyFor(body),
        timeoutMs: START_TIMEOUT_MS,
      }),
    );
    if (outcome === null) return;
    if (outcome.ok || outcome.refusal.code !== 'offline') requestKey.renew();
    notify(outcome.ok ? 'good' : 'bad', outcome.ok ? t.drawn : refusalWords(outcome.refusal));
  };
  return (
    <section className="room-draw" aria-labelledby="room-draw-heading">
      <h4 id="room-draw-heading">{t.drawHeading}</h4>
      <p className="quiet small">{t.drawLead}</p>
      {!prize ? (
        <p>{t.noPrizes}</p>
      ) : (
        <Form className="room-draw-fields" onSubmit={draw}>
          <Field id="room-group" label={t.among}>
            {(ids) => (
              <select
                {...ids}
                className="input"
                value={group.group}
                onChange={(event) => setGroup(event.target.value)}
                data-testid="room-group"
              >
                {groups.map((each) => (
                  <option key={each.group} value={each.group}>
                    {t.groups[each.who](each.count)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field id="room-prize" label={t.prize}>
            {(ids) => (
              <select
                {...ids}
                className="input"
                value={prize.id}
                onChange={(event) => setPrize(event.target.value)}
                data-testid="room-prize"
              >
                {left.map((each) => (
                  <option key={each.id} value={each.id}>
                    {each.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <div className="field">
            <label htmlFor="room-winners">{t.winners}</label>
            <Stepper id="room-winners" value={count} min={1} max={most} fewer="−" more="+" onChange={setWanted} />
          </div>
          <RequestButton className="button primary" busy={busy} blocked={view.stage !== 'idle'} testId="room-draw">
            {t.draw(count)}
          </RequestButton>
        </Form>
      )}
    </section>
  );
};
