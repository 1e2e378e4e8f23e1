import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTexts } from '../language/useTexts.ts';
import { controlTexts } from './texts.ts';

/** The foot of a long list: the way to its other pages. */
export const Pages = ({ children }: { children: ReactNode }) => (
  <nav className="pages" aria-label={useTexts(controlTexts).pages}>
    {children}
  </nav>
);

/** The way to one other page. */
export const PageButton = ({
  icon: Icon,
  iconAfter = false,
  label,
  disabled,
  onClick,
}: {
  icon: LucideIcon;
  iconAfter?: boolean;
  label: string;
  disabled: boolean;
  onClick: () => void;
}) => (
  <button
    type="button"
    className="button small-button"
    // Not `disabled`: on the last page it keeps its focus.
    aria-disabled={disabled}
    onClick={() => {
      if (!disabled) onClick();
    }}
  >
    {!iconAfter && <Icon aria-hidden="true" size={18} />}
    <span>{label}</span>
    {iconAfter && <Icon aria-hidden="true" size={18} />}
  </button>
);
