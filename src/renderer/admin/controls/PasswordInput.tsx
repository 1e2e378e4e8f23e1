import { Eye, EyeOff } from 'lucide-react';
import { useState, type Ref } from 'react';
import { PASSWORD_LENGTH } from '../../../contract/access/limits.ts';
import { useTexts } from '../language/useTexts.ts';
import { Field } from './Field.tsx';
import { controlTexts } from './texts.ts';

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
  const t = useTexts(controlTexts);
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
            maxLength={PASSWORD_LENGTH.max}
            data-testid={testId}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={shown ? t.hidePassword : t.showPassword}
            onClick={() => setShown(!shown)}
          >
            {shown ? <EyeOff aria-hidden="true" size={18} /> : <Eye aria-hidden="true" size={18} />}
          </button>
        </div>
      )}
    </Field>
  );
};
