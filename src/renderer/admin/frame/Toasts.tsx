import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import { useTexts } from '../language/useTexts.ts';
import { frameTexts } from './texts.ts';
import type { Toast } from './useToasts.ts';
import './toasts.css';

const GOOD_NEWS_MS = 6_000;

const ToastCard = ({ toast, onClose }: { toast: Toast; onClose: (id: number) => void }) => {
  const t = useTexts(frameTexts);
  const { id, kind } = toast;
  useEffect(() => {
    if (kind === 'bad') return undefined;
    const timer = setTimeout(() => onClose(id), GOOD_NEWS_MS);
    return () => clearTimeout(timer);
  }, [id, kind, onClose]);
  const Icon = kind === 'good' ? CircleCheck : TriangleAlert;
  return (
    <div className={`toast ${kind}`} role={kind === 'bad' ? 'alert' : 'status'} data-testid={`toast-${kind}`}>
      <Icon aria-hidden="true" size={20} />
      <p>{toast.text}</p>
      <button type="button" className="icon-button" aria-label={t.dismissMessage} onClick={() => onClose(id)}>
        <X aria-hidden="true" size={18} />
      </button>
    </div>
  );
};

/** Messages in a corner of the screen. A message of success goes by itself; one of a failure stays until it is closed. */
export const Toasts = ({ toasts, onClose }: { toasts: readonly Toast[]; onClose: (id: number) => void }) => (
  <div className="toasts">
    {toasts.map((toast) => (
      <ToastCard key={toast.id} toast={toast} onClose={onClose} />
    ))}
  </div>
);
