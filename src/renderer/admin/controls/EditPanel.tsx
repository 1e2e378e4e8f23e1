import { X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import { consoleTexts } from '../console/texts.ts';
import { useTexts } from '../language/useTexts.ts';
import { Form } from './Form.tsx';
import { RequestButton } from './RequestButton.tsx';

/**
 * A form for one thing of a list: its heading, the fields, and under them to save and to leave, which stay in sight.
 * The first field takes the focus; Escape leaves, as the cross does.
 */
export const EditPanel = ({
  id,
  className,
  heading,
  save,
  busy,
  onSubmit,
  onCancel,
  children,
}: {
  id: string;
  className: string;
  heading: string;
  save: { readonly text: string; readonly testId: string };
  busy: boolean;
  onSubmit: () => Promise<void>;
  onCancel: () => void;
  children: ReactNode;
}) => {
  const { cancel } = useTexts(consoleTexts);
  const panel = useRef<HTMLElement>(null);
  const leave = useEffectEvent(onCancel);
  useEffect(() => {
    const element = panel.current;
    element?.querySelector('input')?.focus({ preventScroll: true });
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      // The same key press would close the question that it opens.
      event.preventDefault();
      leave();
    };
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <section className={`edit-panel ${className}`} ref={panel} aria-labelledby={id}>
      <Form onSubmit={onSubmit}>
        <div className="panel-head">
          <h3 id={id}>{heading}</h3>
          <button type="button" className="icon-button" aria-label={cancel} onClick={onCancel}>
            <X aria-hidden="true" size={20} />
          </button>
        </div>
        {children}
        <div className="panel-buttons">
          <RequestButton className="button primary" busy={busy} testId={save.testId}>
            {save.text}
          </RequestButton>
          <button type="button" className="button" onClick={onCancel}>
            {cancel}
          </button>
        </div>
      </Form>
    </section>
  );
};
