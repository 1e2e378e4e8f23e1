import type { ReactNode } from 'react';
import './foot.css';

/** One small line at the foot of every scene, for those who want to check: it takes no space of the scene. */
export const Foot = ({ children }: { readonly children: ReactNode }): ReactNode => <p className="foot">{children}</p>;
