import type { ComponentProps } from "react";
import { cn } from "./cn";

export interface TableProps extends ComponentProps<"table"> {
  /** Says what the table shows; read aloud, not drawn. */
  readonly caption: string;
}

/** A table that scrolls sideways by itself when it is wider than its place; a shade says where there is more. */
export function Table({ caption, className, children, ...props }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="scroll-shade relative overflow-x-auto" aria-label={caption} tabIndex={0}>
      <table {...props} className={cn("w-full border-collapse text-base", className)}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </section>
  );
}

export function HeadCell({ numeric = false, ...props }: CellProps<"th">) {
  return (
    <th
      scope="col"
      {...props}
      className={cn(
        "h-9 whitespace-nowrap border-b border-line px-4 text-left text-xs font-medium text-faint",
        numeric && "text-right",
        props.className,
      )}
    />
  );
}

export function Row(props: ComponentProps<"tr">) {
  return (
    <tr
      {...props}
      className={cn("border-b border-line last:border-0 hover:bg-hover/60", props.className)}
    />
  );
}

type CellProps<Tag extends "td" | "th"> = ComponentProps<Tag> & {
  /** Figures: right-aligned, fixed width. */
  readonly numeric?: boolean;
};

export function Cell({ numeric = false, ...props }: CellProps<"td">) {
  return (
    <td
      {...props}
      className={cn("h-10 px-4 py-1.5", numeric && "figures text-right", props.className)}
    />
  );
}
