import type { NetworkAddress } from '../../../../../contract/views.ts';
import { call } from '../../../../common/api.ts';
import { Notice } from '../../../controls/Notice.tsx';
import { useDesk, useRequest } from '../../../console/consoleContext.ts';
import { refusalWords } from '../../../console/refusals.ts';

/** Which address of this machine the QR code leads to. */
export const NetworkChoice = () => {
  const { m, view, online, notify } = useDesk();
  const { busy, refusal, send } = useRequest();
  const { network } = view;
  const choose = async (preferred: string | null): Promise<void> => {
    const outcome = await send(() => call('chooseNetwork', { body: { preferred } }));
    if (outcome?.ok) notify('good', m.settings.networkSaved(outcome.value.join_url));
  };
  // An address that was chosen and is gone is still what was chosen.
  const known = network.addresses.some((each) => each.address === network.preferred);
  const missing = network.preferred !== null && !known ? network.preferred : null;
  const disabled = !online || busy;

  const row = (value: string | null, title: string, detail: string) => (
    <label className="address" key={value ?? 'automatic'}>
      <input
        type="radio"
        name="address"
        checked={network.preferred === value}
        disabled={disabled}
        onChange={() => void choose(value)}
      />
      <span>
        <span className="address-title">{title}</span>
        <span className="quiet small">{detail}</span>
      </span>
      {value !== null && value === network.current && <span className="tag">{m.settings.inQr}</span>}
    </label>
  );
  const detail = (each: NetworkAddress): string =>
    `${each.interface} · ${m.settings.kind[each.kind]}${each.kind === 'lan' ? '' : ` – ${m.settings.kindWarning}`}`;

  return (
    <section className="settings-card" aria-labelledby="network-heading">
      <h3 id="network-heading">{m.settings.network}</h3>
      <p className="quiet">{m.settings.networkLead}</p>
      <div className="in-qr">
        <p className="quiet small">{m.settings.inQr}</p>
        <p className="join-text" data-testid="settings-join-url">
          {view.join_url}
        </p>
      </div>
      {network.fixed ? (
        <Notice kind="info">{m.settings.networkFixed}</Notice>
      ) : (
        <fieldset className="addresses">
          <legend className="visually-hidden">{m.settings.network}</legend>
          {row(null, m.settings.automatic, m.settings.automaticHint)}
          {network.addresses.map((each) => row(each.address, each.address, detail(each)))}
          {missing !== null && row(missing, missing, m.settings.notHere)}
        </fieldset>
      )}
      {refusal && <Notice kind="bad">{refusalWords(m, refusal)}</Notice>}
    </section>
  );
};
