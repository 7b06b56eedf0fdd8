import type { ReactNode } from 'react';

/** A remark in the right margin of the paragraph before it; below that paragraph where there is no margin. */
export function Sidenote({ children }: { children: ReactNode }) {
  return (
    <div className="sidenote" role="note">
      {children}
    </div>
  );
}
