import { useState } from 'react';
import { call } from '../../common/api.ts';
import { useOneAtATime } from '../console/useRequest.ts';
import { Notice } from '../controls/Notice.tsx';
import { useTexts } from '../language/useTexts.ts';
import { EntranceFrame } from './EntranceFrame.tsx';
import { entranceTexts } from './texts.ts';

/** A first visit without the set-up link, while there is no password to log in with: says where the link is. */
export const Begin = ({ onSet }: { readonly onSet: () => void }) => {
  const t = useTexts(entranceTexts).begin;
  const { busy, run } = useOneAtATime();
  const [still, setStill] = useState(false);
  const look = async (): Promise<void> => {
    const outcome = await run(() => call('entrance', {}));
    if (outcome?.ok && outcome.value.password_set) onSet();
    else setStill(outcome?.ok === true);
  };
  return (
    <EntranceFrame>
      <div className="entrance-form" data-testid="begin">
        <h1>{t.heading}</h1>
        <p>{t.lead}</p>
        <ul className="entrance-list">
          <li>{t.terminal}</li>
          <li>{t.app}</li>
          <li>{t.lost}</li>
        </ul>
        {still && <Notice kind="info">{t.still}</Notice>}
        <button type="button" className="button wide" aria-disabled={busy} onClick={() => void look()}>
          {t.retry}
        </button>
      </div>
    </EntranceFrame>
  );
};
