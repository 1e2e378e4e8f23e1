import { useEffect, useRef, type ReactNode } from 'react';

/** The browser's own modal dialog: it keeps the focus inside, and Esc closes it. */
export const Dialog = ({
  open,
  onClose,
  title,
  className,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  className?: string;
  children: ReactNode;
}) => {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (open && dialog?.open === false) dialog.showModal();
    if (!open && dialog?.open === true) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      className={className === undefined ? 'dialog' : `dialog ${className}`}
      aria-label={title}
      onClose={onClose}
    >
      {open && children}
    </dialog>
  );
};
