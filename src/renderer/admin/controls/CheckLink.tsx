import { useState, type ReactNode } from 'react';
import { useMessages } from '../preferences.ts';
import { Dialog } from './Dialog.tsx';

/** The page that checks draws: in a tab of its own, and in the desktop app, which opens no windows, over the desk. */
export const CheckLink = ({
  drawId,
  className,
  children,
}: {
  /** Null: the list of all draws. */
  drawId: string | null;
  className: string;
  children: ReactNode;
}) => {
  const m = useMessages();
  const [open, setOpen] = useState(false);
  const address = drawId === null ? '/verify' : `/verify?draw=${encodeURIComponent(drawId)}`;
  if (globalThis.luckyDrawBridge === undefined) {
    return (
      <a className={className} href={address} target="_blank" rel="noopener" data-testid="check-draw">
        {children}
        <span className="visually-hidden"> ({m.common.opensWindow})</span>
      </a>
    );
  }
  return (
    <>
      <button type="button" className={className} onClick={() => setOpen(true)} data-testid="check-draw">
        {children}
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={m.fairness.checkTitle} className="check-dialog">
        {/* Our own page from our own host: a sandbox would take its connection to the host away. */}
        {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
        <iframe src={address} title={m.fairness.checkTitle} />
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={() => setOpen(false)}>
            {m.common.close}
          </button>
        </div>
      </Dialog>
    </>
  );
};
