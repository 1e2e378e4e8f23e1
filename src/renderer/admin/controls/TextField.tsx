import type { ComponentProps, ReactNode } from 'react';
import { Field } from './Field.tsx';

type Input = Omit<ComponentProps<'input'>, 'id' | 'className' | 'value' | 'onChange' | 'children'>;

export interface TextFieldProps extends Input {
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly fault?: string | null;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Stops the typing at twice this number: the host counts characters, and the browser counts some of them twice. */
  readonly maxCharacters?: number;
  /** Classes of the input beside `input`. */
  readonly className?: string;
  readonly testId?: string;
  /** What stands on the input's line. */
  readonly beside?: ReactNode;
}

/** One line of text with its label, hint and fault. */
export const TextField = ({
  id,
  label,
  hint,
  fault,
  onChange,
  maxLength,
  maxCharacters,
  className,
  testId,
  beside,
  ...input
}: TextFieldProps) => (
  <Field id={id} label={label} hint={hint} fault={fault}>
    {(ids) => {
      const field = (
        <input
          autoComplete="off"
          {...input}
          {...ids}
          className={className === undefined ? 'input' : `input ${className}`}
          maxLength={maxCharacters === undefined ? maxLength : maxCharacters * 2}
          onChange={(event) => onChange(event.target.value)}
          data-testid={testId}
        />
      );
      if (beside === undefined) return field;
      return (
        <div className="field-and-button">
          {field}
          {beside}
        </div>
      );
    }}
  </Field>
);

/** A field for a number. It is text while it is typed, and read when it is sent. */
export const NumberField = (props: Omit<TextFieldProps, 'className'>) => (
  <TextField inputMode="numeric" {...props} className="figure" />
);
