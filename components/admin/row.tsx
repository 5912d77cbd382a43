import type { ReactNode } from "react";

export interface AdminRowProps {
  readonly title: ReactNode;
  readonly facts: ReactNode;
  readonly cause?: ReactNode;
  readonly when?: ReactNode;
  readonly actions?: ReactNode;
}

/** One line of a list: what it is, why, since when, and what can be done about it. */
export function AdminRow({ title, facts, cause, when, actions }: AdminRowProps) {
  return (
    <li className="grid grid-cols-1 gap-x-4 gap-y-1 px-4 py-3 md:grid-cols-[minmax(0,5fr)_minmax(0,5fr)_auto_auto] md:items-start">
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p className="font-medium">{title}</p>
        <p className="text-sm text-muted">{facts}</p>
      </div>
      <p className="min-w-0 text-sm text-muted [overflow-wrap:anywhere]">{cause}</p>
      <p className="text-sm">{when}</p>
      <div className="flex flex-wrap gap-2">{actions}</div>
    </li>
  );
}
