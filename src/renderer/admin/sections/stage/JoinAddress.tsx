import { useDesk } from '../../console/consoleContext.ts';

/** The address in the QR code, to read out to somebody whose camera fails. */
export const JoinAddress = () => {
  const { m, view } = useDesk();
  return (
    <section className="join-address" aria-labelledby="join-heading">
      <h3 id="join-heading">{m.show.join}</h3>
      <p className="join-text" data-testid="join-text">
        {view.join_text}
      </p>
      {!view.registration_open && <p className="quiet small">{m.show.registrationClosed}</p>}
    </section>
  );
};
