import { useMemo } from 'react';
import { qrPath } from '../../../common/qrPath.ts';

/** A QR code, dark on white whatever the theme. */
export const QrCode = ({ text, label, large = false }: { text: string; label: string; large?: boolean }) => {
  const { path, viewBox } = useMemo(() => qrPath(text), [text]);
  return (
    <svg
      className={large ? 'room-qr large' : 'room-qr'}
      viewBox={viewBox}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
};
