import type { ReactNode } from 'react';
import { useConsole } from '../console/consoleContext.ts';
import { consoleTexts } from '../console/texts.ts';
import { useTexts } from '../language/useTexts.ts';

/** A button that sends something to the host. It says why when the host is not connected. */
export const RequestButton = ({
  className,
  busy,
  blocked = false,
  onClick,
  testId,
  children,
}: {
  className: string;
  busy: boolean;
  /** There is nothing to send. */
  blocked?: boolean;
  /** Left out: the button submits its form. */
  onClick?: () => void;
  testId?: string;
  children: ReactNode;
}) => {
  const { online } = useConsole();
  const t = useTexts(consoleTexts);
  return (
    <button
      type={onClick === undefined ? 'submit' : 'button'}
      className={className}
      // Not `disabled`: it keeps its focus.
      aria-disabled={busy || !online || blocked}
      title={online ? undefined : t.offlineReason}
      onClick={onClick}
      data-testid={testId}
    >
      {children}
    </button>
  );
};
