import type { NetworkAddress } from '../../../../../contract/network/views.ts';
import { call } from '../../../../common/api.ts';
import { useConsole } from '../../../console/consoleContext.ts';
import { useRequest } from '../../../console/useRequest.ts';
import { Notice } from '../../../controls/Notice.tsx';
import { RefusalNotice } from '../../../controls/RefusalNotice.tsx';
import { useTexts } from '../../../language/useTexts.ts';
import { networkSettingsTexts } from './texts.ts';
import './network.css';

/** Which address of this machine the QR code leads to. */
export const NetworkChoice = () => {
  const { view, online, notify } = useConsole();
  const t = useTexts(networkSettingsTexts);
  const { busy, refusal, send } = useRequest();
  const { network } = view;
  const choose = async (preferred: string | null): Promise<void> => {
    const outcome = await send(() => call('chooseNetwork', { body: { preferred } }));
    if (outcome?.ok) notify('good', t.saved(outcome.value.join_url));
  };
  // The chosen address stays in the list when this machine no longer has it.
  const known = network.addresses.some((each) => each.address === network.preferred);
  const missing = network.preferred !== null && !known ? network.preferred : null;
  const disabled = !online || busy;

  const row = (value: string | null, title: string, detail: string) => (
    <label className="setting-row address" key={value ?? 'automatic'}>
      <input
        type="radio"
        name="address"
        checked={network.preferred === value}
        disabled={disabled}
        onChange={() => void choose(value)}
      />
      <span className="setting-row-words">
        <span className="setting-row-title">{title}</span>
        <span className="quiet small">{detail}</span>
      </span>
      {value !== null && value === network.current && <span className="tag">{t.inQr}</span>}
    </label>
  );
  const detail = (each: NetworkAddress): string =>
    `${each.interface} · ${t.kind[each.kind]}${each.kind === 'lan' ? '' : ` – ${t.kindWarning}`}`;

  return (
    <section className="settings-card" aria-labelledby="network-heading">
      <h3 id="network-heading">{t.heading}</h3>
      <p className="quiet">{t.lead}</p>
      <div className="in-qr">
        <p className="quiet small">{t.inQr}</p>
        <p className="join-text" data-testid="settings-join-url">
          {view.join_url}
        </p>
      </div>
      {network.fixed ? (
        <Notice kind="info">{t.fixed}</Notice>
      ) : (
        <fieldset className="setting-rows">
          <legend className="visually-hidden">{t.heading}</legend>
          {row(null, t.automatic, t.automaticHint)}
          {network.addresses.map((each) => row(each.address, each.address, detail(each)))}
          {missing !== null && row(missing, missing, t.notHere)}
        </fieldset>
      )}
      <RefusalNotice refusal={refusal} />
    </section>
  );
};
