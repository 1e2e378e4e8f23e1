import { useEffect, useRef, useState } from 'react';
import type { OperatorView } from '../../../../contract/stage/views.ts';
import { call, START_TIMEOUT_MS } from '../../../common/api.ts';
import type { Live } from '../../../common/live.ts';
import type { Notify } from '../consoleContext.ts';
import type { Refused } from '../refusals.ts';
import { SHOW_SECTION } from '../section.ts';
import { noteRefusal, useOneAtATime } from '../useRequest.ts';
import { useRefusalWords } from '../useRefusalWords.ts';
import {
  chosenCount,
  chosenPrize,
  drawKey,
  isOldAnswer,
  mainActionOf,
  maxWinners,
  NO_CHOICE,
  SETTLE_MS,
  stillToCome,
  type Choice,
} from './mainAction.ts';
import type { MainActionTools } from './mainActionContext.ts';

/** A number of winners that is stepped through is told when it has rested for so long. */
const COUNT_RESTS_MS = 250;

/** The choice of prize and count, and the action of the main button; however often it is pressed, it acts once. */
export const useMainActionTools = (
  live: Live<OperatorView>,
  view: OperatorView,
  online: boolean,
  notify: Notify,
): MainActionTools => {
  const refusalWords = useRefusalWords();
  const [choice, setChoice] = useState<Choice>(NO_CHOICE);
  const { busy, run } = useOneAtATime();
  const attempt = useRef(0);
  const stageSince = useRef({ stage: view.stage, at: -Infinity });
  const stage = view.stage;
  useEffect(() => {
    if (stageSince.current.stage !== stage) stageSince.current = { stage, at: performance.now() };
  }, [stage]);

  // The host has it: from now on, what another screen chooses is followed.
  const left = stillToCome(view, choice);
  if (left !== choice) setChoice(left);

  const action = mainActionOf(view, choice);
  const prize = chosenPrize(view, choice);

  const act = (): void => {
    if (!online || (action.kind !== 'draw' && action.kind !== 'dismiss')) return;
    if (performance.now() - stageSince.current.at < SETTLE_MS) return;
    const params = { event_id: view.id };
    const announce = async (prizeId: string, count: number): ReturnType<typeof call<'announce'>> => {
      const body = { prize_id: prizeId, count };
      const ask = (): ReturnType<typeof call<'announce'>> =>
        call('announce', {
          params,
          body,
          idempotencyKey: drawKey(view, prizeId, count, attempt.current),
          timeoutMs: START_TIMEOUT_MS,
        });
      const first = await ask();
      if (!first.ok || !isOldAnswer(first.value.entropy_until, live.hostNow())) return first;
      attempt.current += 1;
      return ask();
    };
    const announceAndShow = async (prizeId: string, count: number): ReturnType<typeof announce> => {
      const outcome = await announce(prizeId, count);
      // Whoever starts a draw that asks the audience for a word has to type it in there.
      if (outcome.ok && outcome.value.sources.includes('spoken')) location.hash = SHOW_SECTION;
      return outcome;
    };
    void run(async () => {
      const outcome =
        action.kind === 'draw'
          ? await announceAndShow(action.prize.id, action.count)
          : await call('dismiss', { params, idempotencyKey: `dismiss.${view.id}.${action.drawId}.${attempt.current}` });
      if (outcome.ok) return;
      const { refusal } = outcome;
      noteRefusal(live, refusal.code);
      // Without an answer, the next press sends the same key and learns what became of this one. A refusal is final for its key.
      if (refusal.code !== 'offline') attempt.current += 1;
      // Another screen dismissed the result at the same moment: nothing is left to be done, and nothing to report.
      if (refusal.code !== 'nothing_to_dismiss') notify('bad', refusalWords(refusal));
    });
  };

  /** What the host did not take is not shown as chosen. */
  const takeBack = (refusal: Refused, forget: (now: Choice) => Choice): void => {
    setChoice(forget);
    noteRefusal(live, refusal.code);
    notify('bad', refusalWords(refusal));
  };
  // The host's state: the projector starts the same draw. Told in the order in which it was chosen.
  const told = useRef(Promise.resolve());
  const tell = (send: () => Promise<void>): void => {
    told.current = told.current.then(send);
  };
  /** A number that has not rested yet. */
  const resting = useRef<{ prizeId: string; timer: number; tell: () => void } | null>(null);
  const tellResting = (): void => {
    clearTimeout(resting.current?.timer);
    resting.current?.tell();
    resting.current = null;
  };
  const choosePrize = (prizeId: string): void => {
    tellResting();
    setChoice((now) => ({ ...now, prizeId }));
    tell(async () => {
      const outcome = await call('updateEvent', { params: { event_id: view.id }, body: { next_prize_id: prizeId } });
      if (!outcome.ok) takeBack(outcome.refusal, (now) => (now.prizeId === prizeId ? { ...now, prizeId: null } : now));
    });
  };
  const tellCount = async (prizeId: string, value: number): Promise<void> => {
    const params = { event_id: view.id, prize_id: prizeId };
    const outcome = await call('updatePrize', { params, body: { winners_per_draw: value } });
    if (!outcome.ok) takeBack(outcome.refusal, (now) => (now.count?.value === value ? { ...now, count: null } : now));
  };
  const chooseCount = (count: number): void => {
    if (prize === null) return;
    const { id: prizeId } = prize;
    const value = Math.max(1, Math.min(count, maxWinners(view, prize)));
    setChoice((now) => ({ ...now, count: { value, prizeId } }));
    // Not every one of twenty presses; but the last one of each prize.
    if (resting.current?.prizeId !== prizeId) tellResting();
    clearTimeout(resting.current?.timer);
    const timer = window.setTimeout(tellResting, COUNT_RESTS_MS);
    resting.current = { prizeId, timer, tell: () => tell(() => tellCount(prizeId, value)) };
  };

  return {
    action,
    acting: busy,
    act,
    prize,
    count: prize === null ? 0 : chosenCount(view, prize, choice),
    choosePrize,
    chooseCount,
  };
};
