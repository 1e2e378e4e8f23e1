import { useEffect, useState } from 'preact/hooks';

/** The code's QR as one SVG path, a unit a module. The library is loaded by winners only. */
const qrPath = async (text: string): Promise<{ size: number; path: string }> => {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  modules.data.forEach((dark, index) => {
    if (dark) path += `M${index % modules.size} ${Math.floor(index / modules.size)}h1v1h-1z`;
  });
  return { size: modules.size, path };
};

/** A claim code as text and as QR: the prize table reads either. */
export const ClaimCode = ({ code, label }: { code: string; label: string }) => {
  const [qr, setQr] = useState<{ size: number; path: string } | null>(null);
  useEffect(() => {
    let wanted = true;
    // Without the picture the text is enough; a lost connection brings it with the next load.
    qrPath(code).then(
      (made) => wanted && setQr(made),
      () => wanted && setQr(null),
    );
    return () => {
      wanted = false;
    };
  }, [code]);
  return (
    <div class="claim">
      {qr && (
        <svg viewBox={`-3 -3 ${qr.size + 6} ${qr.size + 6}`} role="img" aria-label={`${label} ${code}`}>
          <path d={qr.path} />
        </svg>
      )}
      <p>
        <span class="small-caps">{label}</span>
        <strong data-testid="claim-code">{code}</strong>
      </p>
    </div>
  );
};
