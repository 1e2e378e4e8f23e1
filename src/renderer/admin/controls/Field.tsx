import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export interface FieldIds {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

/** Label, control, hint and fault in one; the control gets what ties it to them. */
export const Field = ({
  id,
  label,
  hint,
  fault,
  className,
  children,
}: {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  fault?: string | null | undefined;
  className?: string;
  children: (ids: FieldIds) => ReactNode;
}) => {
  const invalid = fault !== null && fault !== undefined;
  const below = invalid ? `${id}-fault` : hint === undefined ? undefined : `${id}-hint`;
  return (
    <div className={className === undefined ? 'field' : `field ${className}`}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': below, 'aria-invalid': invalid })}
      {invalid ? (
        <p className="field-fault" id={`${id}-fault`} role="alert">
          <CircleAlert aria-hidden="true" size={16} />
          <span>{fault}</span>
        </p>
      ) : (
        hint !== undefined && (
          <p className="field-hint" id={`${id}-hint`}>
            {hint}
          </p>
        )
      )}
    </div>
  );
};
