import { ExternalLink, KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { HostRoomView } from '../../../../contract/rooms/views.ts';
import type { RouteData } from '../../../../contract/routes.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { useRequest } from '../../console/useRequest.ts';
import { Dialog } from '../../controls/Dialog.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { QrCode } from './QrCode.tsx';
import { roomsTexts } from './texts.ts';
import { useRefusalWords } from '../../console/useRefusalWords.ts';

/**
 * The link that opens the host's page. `token`: known in the console that opened the room, until it is closed; it stands
 * in the fragment, which no request carries.
 */
export const HostLink = ({
  view,
  token,
  onToken,
}: {
  view: HostRoomView;
  token: string | null;
  onToken: (token: string) => void;
}) => {
  const { notify } = useConsole();
  const t = useTexts(roomsTexts);
  const refusalWords = useRefusalWords();
  const { busy, send } = useRequest();
  const [open, setOpen] = useState(false);
  const renew = async (): Promise<void> => {
    const outcome = await send<RouteData<'renewHostToken'>>(() =>
      call('renewHostToken', { params: { room_id: view.room_id } }),
    );
    if (outcome === null) return;
    if (!outcome.ok) return notify('bad', refusalWords(outcome.refusal));
    onToken(outcome.value.host_token);
    setOpen(true);
  };
  const link = token === null ? null : `${view.join_url}/host#${token}`;
  return (
    <section className="room-part" aria-labelledby="room-host-heading">
      <h4 id="room-host-heading">{t.hostHeading}</h4>
      <p className="quiet small">{link === null ? t.hostHidden : t.hostLead}</p>
      <div className="room-buttons">
        {link !== null && (
          <button type="button" className="button" onClick={() => setOpen(true)} data-testid="room-host-link">
            <KeyRound aria-hidden="true" size={18} />
            {t.showLink}
          </button>
        )}
        <RequestButton className="button" busy={busy} onClick={() => void renew()} testId="room-new-link">
          {t.newLink}
        </RequestButton>
        <a className="button" href={`/room/${view.room_id}/host`} target="_blank" rel="noreferrer">
          <ExternalLink aria-hidden="true" size={18} />
          {t.openHost}
        </a>
      </div>
      <Dialog open={open && link !== null} onClose={() => setOpen(false)} title={t.linkTitle(view.room_id)}>
        <h2>{t.linkTitle(view.room_id)}</h2>
        <p>{t.hostLead}</p>
        <QrCode text={link ?? ''} label={t.hostQr} large />
        <p className="room-link" dir="ltr" data-testid="room-host-url">
          {link}
        </p>
        <div className="dialog-buttons">
          <button type="button" className="button primary" onClick={() => setOpen(false)}>
            {t.done}
          </button>
        </div>
      </Dialog>
    </section>
  );
};
