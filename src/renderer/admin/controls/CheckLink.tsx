import { useState, type ReactNode } from 'react';
import { consoleTexts } from '../console/texts.ts';
import { useTexts } from '../language/useTexts.ts';
import { Dialog } from './Dialog.tsx';
import { controlTexts } from './texts.ts';

/** A link to the page that checks draws. It opens in a new tab; in the desktop app, which opens no windows, over the console. */
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
  const t = useTexts(controlTexts);
  const { close, opensWindow } = useTexts(consoleTexts);
  const [open, setOpen] = useState(false);
  const address = drawId === null ? '/verify' : `/verify?draw=${encodeURIComponent(drawId)}`;
  if (globalThis.luckyDrawBridge === undefined) {
    return (
      <a className={className} href={address} target="_blank" rel="noopener" data-testid="check-draw">
        {children}
        <span className="visually-hidden"> ({opensWindow})</span>
      </a>
    );
  }
  return (
    <>
      <button type="button" className={className} onClick={() => setOpen(true)} data-testid="check-draw">
        {children}
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t.checkTitle} className="check-dialog">
        {/* Our own page from our own host: a sandbox would take its connection to the host away. */}
        {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
        <iframe src={address} title={t.checkTitle} />
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={() => setOpen(false)}>
            {close}
          </button>
        </div>
      </Dialog>
    </>
  );
};
