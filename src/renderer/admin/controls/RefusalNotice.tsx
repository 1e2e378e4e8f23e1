import type { ReactNode } from 'react';
import type { Refused } from '../console/refusals.ts';
import { consoleTexts } from '../console/texts.ts';
import { useRefusalWords } from '../console/useRefusalWords.ts';
import { useTexts } from '../language/useTexts.ts';
import { Notice } from './Notice.tsx';

/** Why the host refused something, where it was asked for. Nothing when it did not. */
export const RefusalNotice = ({ refusal, children }: { refusal: Refused | null; children?: ReactNode }) => {
  const refusalWords = useRefusalWords();
  if (refusal === null) return null;
  return (
    <Notice kind="bad">
      {children}
      {refusalWords(refusal)}
    </Notice>
  );
};

/** The same for a list that could not be loaded, with another try. */
export const LoadingRefused = ({ refusal, retry }: { refusal: Refused | null; retry: () => void }) => {
  const t = useTexts(consoleTexts);
  const refusalWords = useRefusalWords();
  if (refusal === null) return null;
  return (
    <Notice kind="bad">
      {refusalWords(refusal)}{' '}
      <button type="button" className="link-button" onClick={retry}>
        {t.retry}
      </button>
    </Notice>
  );
};
