import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { prepareConfetti, type Confetti } from './confetti.ts';

/**
 * A celebration on the canvas that `canvas` is given to: made ready at once, so that no frame of the reveal is lost to it.
 * `burst` does nothing where none is wanted.
 */
export const useConfetti = (
  wanted: boolean,
): { readonly canvas: RefObject<HTMLCanvasElement | null>; readonly burst: () => void } => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const confetti = useRef<Confetti | null>(null);
  useEffect(() => {
    confetti.current = wanted && canvas.current ? prepareConfetti(canvas.current) : null;
  }, [wanted]);
  const burst = useCallback(() => confetti.current?.burst(), []);
  return { canvas, burst };
};
