import { createContext, useContext } from 'react';
import type { AdminPrize } from '../../../../contract/event/views.ts';
import type { MainAction } from './mainAction.ts';

/** The main button's action, and what was chosen for it. */
export interface MainActionTools {
  readonly action: MainAction;
  /** The press is under way. */
  readonly acting: boolean;
  act(): void;
  readonly prize: AdminPrize | null;
  readonly count: number;
  choosePrize(prizeId: string): void;
  chooseCount(count: number): void;
}

export const MainActionContext = createContext<MainActionTools | null>(null);

export const useMainAction = (): MainActionTools => {
  const value = useContext(MainActionContext);
  if (value === null) throw new Error('useMainAction outside the console');
  return value;
};
