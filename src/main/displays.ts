import type Electron from 'electron';
import type { DisplayTraits } from '../host/config/projectorDisplay.ts';

export interface Display extends DisplayTraits {
  readonly id: number;
  readonly label: string;
  readonly bounds: Electron.Rectangle;
  readonly workArea: Electron.Rectangle;
}

export const readDisplays = (screen: Electron.Screen): Display[] => {
  const primary = screen.getPrimaryDisplay().id;
  return screen.getAllDisplays().map(({ id, label, internal, bounds, workArea }) => ({
    id,
    label,
    internal,
    primary: id === primary,
    bounds,
    workArea,
  }));
};

/** A window of its own size in the middle of a display. */
export const inTheMiddleOf = ({ workArea }: Display, share: number): Electron.Rectangle => {
  const width = Math.round(workArea.width * share);
  const height = Math.round(workArea.height * share);
  return {
    x: workArea.x + Math.round((workArea.width - width) / 2),
    y: workArea.y + Math.round((workArea.height - height) / 2),
    width,
    height,
  };
};
