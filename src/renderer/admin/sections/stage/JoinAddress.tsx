import { useConsole } from '../../console/consoleContext.ts';
import { useTexts } from '../../language/useTexts.ts';
import { stageTexts } from './texts.ts';

/** The address in the QR code, to read out to somebody whose camera fails. */
export const JoinAddress = () => {
  const { view } = useConsole();
  const t = useTexts(stageTexts);
  return (
    <section className="join-address" aria-labelledby="join-heading">
      <h3 id="join-heading">{t.join}</h3>
      <p className="join-text" data-testid="join-text">
        {view.join_text}
      </p>
      {!view.registration_open && <p className="quiet small">{t.registrationClosed}</p>}
    </section>
  );
};
