import { useRef, type ReactNode } from 'react';
import type { Screen } from './layout.ts';
import { useFittedType } from './screen.ts';

interface BoxProps {
  /** Everything the size depends on, as a text. */
  readonly content: string;
  readonly most: number;
  readonly least: number;
  readonly screen: Screen;
  readonly className: string;
  readonly children: ReactNode;
}

/**
 * A box of a given size with type as large as fits, in units. What is marked `fitted-optional` goes before the rest
 * gets smaller than `least`.
 */
export const FittedBox = ({ content, most, least, screen, className, children }: BoxProps): ReactNode => {
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  useFittedType({ box, inner }, { content, most, least, screen });
  return (
    <div ref={box} className={`fitted ${className}`}>
      <div ref={inner} className="fitted-inner">
        {children}
      </div>
    </div>
  );
};

interface TextProps extends Omit<BoxProps, 'content' | 'children'> {
  readonly text: string;
  readonly level?: 'h1' | 'p';
}

/** A text in a box of a given size: as large as fits, whole whatever its length. */
export const FittedText = ({ text, level: Tag = 'p', ...box }: TextProps): ReactNode => (
  <FittedBox {...box} content={text}>
    <Tag dir="auto">{text}</Tag>
  </FittedBox>
);
