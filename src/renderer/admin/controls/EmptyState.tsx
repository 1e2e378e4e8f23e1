import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** A section without content says what to do next. */
export const EmptyState = ({
  icon: Icon,
  title,
  body,
  children,
}: {
  icon: LucideIcon;
  title: string;
  body: string;
  children?: ReactNode;
}) => (
  <div className="empty">
    <Icon aria-hidden="true" size={40} strokeWidth={1.25} />
    <h3>{title}</h3>
    <p>{body}</p>
    {children}
  </div>
);
