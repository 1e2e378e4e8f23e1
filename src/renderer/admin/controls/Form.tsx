import type { ReactNode } from 'react';

/** A form that the page itself sends, and that says by itself what is wrong. */
export const Form = ({
  className,
  onSubmit,
  children,
}: {
  className?: string;
  onSubmit: () => Promise<void>;
  children: ReactNode;
}) => (
  <form
    noValidate
    className={className}
    onSubmit={(event) => {
      event.preventDefault();
      void onSubmit();
    }}
  >
    {children}
  </form>
);
