import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** A panel with a hairline around it. */
export function Card(props: ComponentProps<"section">) {
  return (
    <section
      {...props}
      className={cn("rounded-lg border border-line bg-surface", props.className)}
    />
  );
}

export interface CardHeadProps {
  readonly title: ReactNode;
  readonly note?: ReactNode;
  /** Buttons at the end of the line. */
  readonly actions?: ReactNode;
}

/** The head line of a card; its title is a second-level heading. */
export function CardHead({ title, note, actions }: CardHeadProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3">
      <div className="min-w-0 flex-1">
        <h2 className="text-base">{title}</h2>
        {note && <div className="text-sm text-muted">{note}</div>}
      </div>
      {actions}
    </div>
  );
}

export function CardBody(props: ComponentProps<"div">) {
  return <div {...props} className={cn("p-4", props.className)} />;
}
