import type { ReactNode } from "react";

export interface PageHeaderProps {
  /** The page's one first-level heading. */
  readonly title: ReactNode;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** A breadcrumb above the title. */
  readonly above?: ReactNode;
}

export function PageHeader({ title, note, actions, above }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {above}
        <h1 className="text-xl tracking-tight [overflow-wrap:anywhere]">{title}</h1>
        {note && <div className="mt-1 max-w-[84ch] text-pretty text-muted">{note}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}
