import { useState } from 'react';
import type { PublicDraw } from '../../../../contract/views.ts';
import { call } from '../../../common/api.ts';
import { planOf } from '../../../common/drawFacts.ts';
import { ConfirmDialog } from '../../controls/ConfirmDialog.tsx';
import { PrizePicture } from '../../controls/PrizePicture.tsx';
import { useDesk, useRequest } from '../../console/consoleContext.ts';
import { refusalWords } from '../../console/refusals.ts';
import { useAwaited } from '../../console/stage/useAwaited.ts';
import { SpokenWords } from './SpokenWords.tsx';

const GiveUp = ({ draw }: { draw: PublicDraw }) => {
  const { m, view, online, notify } = useDesk();
  const { busy, send } = useRequest();
  const [asking, setAsking] = useState(false);
  const giveUp = async (): Promise<void> => {
    if (!online) return;
    const outcome = await send(() =>
      call('abandon', { params: { event_id: view.id }, idempotencyKey: `abandon.${view.id}.${draw.draw_id}` }),
    );
    if (outcome === null) return;
    if (outcome.ok) notify('good', m.armed.givenUp);
    else notify('bad', refusalWords(m, outcome.refusal));
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
        {m.armed.giveUp}
      </button>
      <ConfirmDialog
        open={asking}
        title={m.armed.giveUpTitle}
        confirm={m.armed.giveUpConfirm}
        cancel={m.armed.giveUpKeep}
        busy={busy || !online}
        onConfirm={() => void giveUp()}
        onClose={() => setAsking(false)}
      >
        <p>{m.armed.giveUpBody}</p>
      </ConfirmDialog>
    </>
  );
};

/** The announced draw, while it gathers what will be mixed in. */
export const ArmedDraw = ({ draw }: { draw: PublicDraw }) => {
  const { m, view } = useDesk();
  const { awaited } = useAwaited(draw);
  const plan = planOf(draw.sources);
  return (
    <section className="armed-draw" aria-labelledby="armed-heading">
      <div className="armed-head">
        <PrizePicture url={draw.image_url} size="small" />
        <div>
          <h3 id="armed-heading">
            <bdi>{draw.prize_name}</bdi>
          </h3>
          <p className="quiet small">{m.armed.toDraw(draw.count, draw.entries)}</p>
        </div>
      </div>
      {view.awaiting_words && <SpokenWords draw={draw} urgent={awaited === 'words'} />}
      {plan.room && (
        <div className="armed-phones">
          <p>
            <b data-testid="contributions" data-count={view.contributions}>
              {m.action.contributed(view.contributions, draw.entries)}
            </b>
          </p>
          <progress
            value={view.contributions}
            max={Math.max(1, draw.entries)}
            aria-label={m.action.contributed(view.contributions, draw.entries)}
          />
          {view.contributions_refused > 0 && (
            <p className="quiet small">{m.armed.refused(view.contributions_refused)}</p>
          )}
        </div>
      )}
      {plan.beacon !== null && (
        <p className="small">
          {m.armed.beacon} <span className="figure">{m.action.beaconRound(plan.beacon)}</span>
        </p>
      )}
      <div className="armed-foot">
        <p className="armed-mark">
          <span className="quiet small">{m.armed.compare}</span>
          <b data-testid="fingerprint" dir="ltr">
            {draw.fingerprint}
          </b>
        </p>
        <GiveUp draw={draw} />
      </div>
    </section>
  );
};
