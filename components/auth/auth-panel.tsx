import type { ReactNode } from "react";

export interface AuthPanelProps {
  readonly title: ReactNode;
  readonly intro?: ReactNode;
  readonly children: ReactNode;
  /** The line under the panel: the other way in. */
  readonly below?: ReactNode;
}

/** The one column of a sign-in page. */
export function AuthPanel({ title, intro, children, below }: AuthPanelProps) {
  return (
    <div className="w-full max-w-sm">
      <h1 className="text-xl tracking-tight">{title}</h1>
      {intro && <div className="mt-1.5 text-muted">{intro}</div>}
      <div className="mt-6 grid gap-4">{children}</div>
      {below && <p className="mt-6 flex flex-wrap gap-x-1.5 text-muted">{below}</p>}
    </div>
  );
}
