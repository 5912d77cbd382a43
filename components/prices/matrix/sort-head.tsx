import { ArrowDown, ArrowUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export interface SortHeadProps {
  readonly isSorted: boolean;
  readonly direction: "ascending" | "descending";
  readonly onSort: () => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A column head that sorts when pressed. */
export function SortHead(props: SortHeadProps) {
  const { isSorted, direction, onSort, className, children } = props;
  const Icon = isSorted ? ArrowDown : ArrowUpDown;
  return (
    <th
      scope="col"
      aria-sort={isSorted ? direction : undefined}
      className={cn(
        "sticky top-0 z-20 h-13 border-b border-line-strong bg-surface px-3 text-sm font-medium",
        className,
      )}
    >
      <button
        type="button"
        onClick={onSort}
        className="inline-flex min-h-7 items-center gap-1 hover:text-accent"
      >
        {children}
        <Icon aria-hidden className={cn("size-3.5", isSorted ? "text-accent" : "text-faint")} />
      </button>
    </th>
  );
}
