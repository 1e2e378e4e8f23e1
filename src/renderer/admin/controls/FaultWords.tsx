import type { FaultCode } from '../../../contract/outbox/faults.ts';
import { consoleTexts } from '../console/texts.ts';
import { useTexts } from '../language/useTexts.ts';

/** Why something did not reach another system and what to do; small beside it, what the computer said. */
export const FaultWords = ({ fault: { code, message } }: { fault: { code: FaultCode; message: string } }) => {
  const t = useTexts(consoleTexts);
  return (
    <>
      <span>{t.faults[code]}</span> <bdi lang="en" className="small">{`(${message})`}</bdi>
    </>
  );
};
