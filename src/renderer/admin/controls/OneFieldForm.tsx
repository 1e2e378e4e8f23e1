import type { ReactNode } from 'react';
import { Form } from './Form.tsx';
import { RequestButton } from './RequestButton.tsx';
import { TextField, type TextFieldProps } from './TextField.tsx';

/** One field and one wide button under it. */
export const OneFieldForm = ({
  className,
  field,
  button,
  busy,
  onSubmit,
  children,
}: {
  className?: string;
  field: TextFieldProps;
  button: { text: string; busyText: string; primary: boolean; testId: string };
  busy: boolean;
  onSubmit: () => Promise<void>;
  /** What stands under the button. */
  children?: ReactNode;
}) => (
  <Form className={className} onSubmit={onSubmit}>
    <TextField {...field} />
    <RequestButton
      className={button.primary ? 'button primary wide' : 'button wide'}
      busy={busy}
      testId={button.testId}
    >
      {busy ? button.busyText : button.text}
    </RequestButton>
    {children}
  </Form>
);
