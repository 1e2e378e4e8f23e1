import { useMemo, type ReactNode } from 'react';
import { QUIET_ZONE, qrPath } from '../../common/qrPath.ts';
import './qr.css';

interface Props {
  readonly text: string;
  /** The code without its quiet zone is at least this many pixels high. */
  readonly pixels: number;
  readonly label: string;
  readonly testId?: string;
}

/** A QR code in ink; every module is a whole number of pixels. */
export const Qr = ({ text, pixels, label, testId }: Props): ReactNode => {
  const { size: modules, path, viewBox } = useMemo(() => qrPath(text), [text]);
  const ratio = window.devicePixelRatio || 1;
  const all = modules + 2 * QUIET_ZONE;
  const size = (Math.ceil((pixels * ratio) / modules) * all) / ratio;
  return (
    <svg
      className="qr"
      data-testid={testId}
      role="img"
      aria-label={label}
      viewBox={viewBox}
      width={size}
      height={size}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
};
