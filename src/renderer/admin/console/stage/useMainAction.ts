import { useEffect, useRef, useState } from 'react';
import type { OperatorView } from '../../../../contract/views.ts';
import { call } from '../../../common/api.ts';
import type { Live } from '../../../common/live.ts';
import type { Messages } from '../../i18n/en.ts';
import {
  bigActionOf,
  chosenCount,
  chosenPrize,
  drawKey,
  isOldAnswer,
  mostWinners,
  NO_CHOICE,
  SETTLE_MS,
  type Choice,
} from './mainAction.ts';
import { noteRefusal, type ToastKind } from '../consoleContext.ts';
import { refusalWords } from '../refusals.ts';

/** The choice of prize and count, and the big action that acts on it; however often it is pressed, it acts once. */
export const useBigAction = (
  live: Live<OperatorView>,
  view: OperatorView,
  online: boolean,
  m: Messages,
  notify: (kind: ToastKind, text: string) => void,
) => {
  const [choice, setChoice] = useState<Choice>(NO_CHOICE);
  const [acting, setActing] = useState(false);
  const underWay = useRef(false);
  const attempt = useRef(0);
  const stageSince = useRef({ stage: view.stage, at: -Infinity });
  const stage = view.stage;
  useEffect(() => {
    stageSince.current = { stage, at: performance.now() };
  }, [stage]);

  const action = bigActionOf(view, choice);
  const prize = chosenPrize(view, choice);

  const act = (): void => {
    if (underWay.current || !online || (action.kind !== 'draw' && action.kind !== 'dismiss')) return;
    if (performance.now() - stageSince.current.at < SETTLE_MS) return;
    underWay.current = true;
    setActing(true);
    const params = { event_id: view.id };
    const announce = async (prizeId: string, count: number): ReturnType<typeof call<'announce'>> => {
      const body = { prize_id: prizeId, count };
      const ask = (): ReturnType<typeof call<'announce'>> =>
        call('announce', { params, body, idempotencyKey: drawKey(view, prizeId, count, attempt.current) });
      const first = await ask();
      if (!first.ok || !isOldAnswer(first.value.entropy_until, live.hostNow())) return first;
      attempt.current += 1;
      return ask();
    };
    const announceAndShow = async (prizeId: string, count: number): ReturnType<typeof announce> => {
      const outcome = await announce(prizeId, count);
      // Whoever starts a draw that asks the audience for a word has to type it in there.
      if (outcome.ok && outcome.value.sources.includes('spoken')) location.hash = 'show';
      return outcome;
    };
    const answer =
      action.kind === 'draw'
        ? announceAndShow(action.prize.id, action.count)
        : call('dismiss', { params, idempotencyKey: `dismiss.${view.id}.${action.drawId}` });
    void answer.then((outcome) => {
      underWay.current = false;
      setActing(false);
      if (outcome.ok) return;
      const { refusal } = outcome;
      noteRefusal(live, refusal.code);
      // Without an answer the same key asks what became of it; a refusal is final for its key.
      if (refusal.code !== 'offline') attempt.current += 1;
      // Dismissed on another screen in the same moment: what was wanted is so.
      if (refusal.code !== 'nothing_to_dismiss') notify('bad', refusalWords(m, refusal));
    });
  };

  return {
    action,
    acting,
    act,
    prize,
    count: prize === null ? 0 : chosenCount(view, prize, choice),
    choosePrize: (prizeId: string): void => setChoice({ prizeId, count: null }),
    chooseCount: (count: number): void => {
      if (prize === null) return;
      const value = Math.max(1, Math.min(count, mostWinners(view, prize)));
      setChoice({ prizeId: prize.id, count: { value, draws: view.draws } });
    },
  };
};
