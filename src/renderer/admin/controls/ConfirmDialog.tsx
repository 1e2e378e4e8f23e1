import type { ReactNode } from 'react';
import { Dialog } from './Dialog.tsx';

/** Asks before something is lost. The way back comes first, so that the browser gives it the focus. */
export const ConfirmDialog = ({
  open,
  title,
  confirm,
  cancel,
  busy = false,
  onConfirm,
  onClose,
  children,
}: {
  open: boolean;
  title: string;
  confirm: string;
  cancel: string;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}) => (
  <Dialog open={open} onClose={onClose} title={title}>
    <h2>{title}</h2>
    {children}
    <div className="dialog-buttons">
      <button type="button" className="button" onClick={onClose}>
        {cancel}
      </button>
      <button
        type="button"
        className="button destructive"
        aria-disabled={busy}
        onClick={onConfirm}
        data-testid="confirm"
      >
        {confirm}
      </button>
    </div>
  </Dialog>
);
