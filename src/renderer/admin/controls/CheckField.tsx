import type { ReactNode } from 'react';

/** A box to tick, with its words beside it. */
export const CheckField = ({
  checked,
  onChange,
  testId,
  children,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  testId?: string;
  children: ReactNode;
}) => (
  <label className="check-field">
    <input
      type="checkbox"
      checked={checked}
      onChange={(event) => onChange(event.target.checked)}
      data-testid={testId}
    />
    <span>{children}</span>
  </label>
);
