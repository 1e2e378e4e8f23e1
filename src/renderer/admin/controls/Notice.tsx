import { CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

const ICONS = { good: CircleCheck, bad: TriangleAlert, info: Info };

/** A sentence next to what it is about; colour, sign and words say the same. */
export const Notice = ({ kind, children }: { kind: 'good' | 'bad' | 'info'; children: ReactNode }) => {
  const Icon = ICONS[kind];
  return (
    <div className={`notice ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      <Icon aria-hidden="true" size={18} />
      <div>{children}</div>
    </div>
  );
};
