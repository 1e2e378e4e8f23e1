import { Eye, EyeOff } from 'lucide-react';
import { useState, type Ref } from 'react';
import { useMessages } from '../preferences.ts';
import { Field } from './Field.tsx';

export const PasswordInput = ({
  ref,
  id,
  label,
  hint,
  value,
  onChange,
  autoComplete,
  testId,
  fault,
}: {
  ref?: Ref<HTMLInputElement>;
  id: string;
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  autoComplete: 'current-password' | 'new-password';
  testId?: string;
  fault: string | null;
}) => {
  const m = useMessages();
  const [shown, setShown] = useState(false);
  return (
    <Field id={id} label={label} hint={hint} fault={fault}>
      {(ids) => (
        <div className="input-with-button">
          <input
            {...ids}
            ref={ref}
            className="input"
            type={shown ? 'text' : 'password'}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            autoComplete={autoComplete}
            autoCapitalize="off"
            spellCheck={false}
            maxLength={256}
            data-testid={testId}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={shown ? m.entrance.hide : m.entrance.show}
            onClick={() => setShown(!shown)}
          >
            {shown ? <EyeOff aria-hidden="true" size={18} /> : <Eye aria-hidden="true" size={18} />}
          </button>
        </div>
      )}
    </Field>
  );
};
