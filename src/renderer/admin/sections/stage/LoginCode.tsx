import { useEffect, useState } from 'react';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { useRequest } from '../../console/useRequest.ts';
import { RefusalNotice } from '../../controls/RefusalNotice.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { stageTexts } from './texts.ts';

/** A one-time code to be typed at a projector that is not logged in. It goes when it is too old, or no projector needs it. */
export const LoginCode = () => {
  const { live } = useConsole();
  const t = useTexts(stageTexts).loginCode;
  const { busy, refusal, send } = useRequest();
  const [made, setMade] = useState<{ readonly code: string; readonly expires_at: string } | null>(null);
  useEffect(() => {
    if (!made) return undefined;
    const timer = setTimeout(() => setMade(null), Math.max(0, Date.parse(made.expires_at) - live.hostNow()));
    return () => clearTimeout(timer);
  }, [made, live]);
  const make = async (): Promise<void> => {
    const outcome = await send(() => call('makeLoginCode', {}));
    if (outcome?.ok) setMade(outcome.value);
  };
  return (
    <section className="projector-controls" aria-label={t.make}>
      <p className="login-code-line" aria-live="polite">
        {made ? t.use : t.hint}{' '}
        {made && (
          <b className="login-code" data-testid="login-code">
            {made.code}
          </b>
        )}
      </p>
      <RequestButton className="button small-button" busy={busy} onClick={() => void make()} testId="make-login-code">
        {made ? t.another : t.make}
      </RequestButton>
      <RefusalNotice refusal={refusal} />
    </section>
  );
};
