import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { fitType } from './fitType.ts';
import { withSoftHyphens } from './softHyphens.ts';
import type { Screen } from '../measure.ts';
import './fitted.css';

interface BoxProps {
  /** Largest and smallest size of the type, in units. */
  readonly max: number;
  readonly min: number;
  readonly screen: Screen;
  readonly className: string;
  readonly children: ReactNode;
}

const Box = ({ max, min, screen, className, children }: BoxProps): ReactNode => {
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!box.current || !inner.current) return;
    return fitType([{ box: box.current, inner: inner.current }], { min: min * screen.unit, max: max * screen.unit });
  }, [max, min, screen]);
  return (
    <div ref={box} className={`fitted ${className}`}>
      <div ref={inner} className="fitted-inner">
        {children}
      </div>
    </div>
  );
};

/**
 * A box of a given size with type as large as fits. `content` is everything that its size depends on, as a text. What
 * is marked `fitted-optional` goes before the rest gets smaller than `min`.
 */
export const FittedBox = ({ content, ...box }: BoxProps & { readonly content: string }): ReactNode => (
  <Box key={content} {...box} />
);

interface TextProps extends Omit<BoxProps, 'children'> {
  readonly text: string;
  readonly level?: 'h1' | 'p';
}

/** A text in a box of a given size: as large as fits, whole whatever its length. */
export const FittedText = ({ text, level: Tag = 'p', ...box }: TextProps): ReactNode => (
  <FittedBox {...box} content={text}>
    <Tag dir="auto">{withSoftHyphens(text)}</Tag>
  </FittedBox>
);
