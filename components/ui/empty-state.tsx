import type { ReactNode } from "react";

export interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: ReactNode;
  /** The next step, in a sentence. */
  readonly text?: ReactNode;
  readonly action?: ReactNode;
}

/** What a list says when it has nothing to show. */
export function EmptyState({ icon, title, text, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-2 px-6 py-12 text-center">
      {icon && <span className="text-faint [&_svg]:size-6">{icon}</span>}
      <p className="text-md font-medium">{title}</p>
      {text && <p className="max-w-prose text-muted">{text}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
