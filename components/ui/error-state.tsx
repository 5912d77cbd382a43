import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

export interface ErrorStateProps {
  /** What failed: "Could not load deployments." */
  readonly title: ReactNode;
  /** What is still true: "Machines keep running." */
  readonly text?: ReactNode;
  /** The retry button. */
  readonly action?: ReactNode;
}

/** What a list says when its data could not be had. */
export function ErrorState({ title, text, action }: ErrorStateProps) {
  return (
    <div role="alert" className="grid justify-items-center gap-2 px-6 py-12 text-center">
      <TriangleAlert aria-hidden className="size-6 text-bad" />
      <p className="text-md font-medium">{title}</p>
      {text && <p className="max-w-prose text-muted">{text}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
