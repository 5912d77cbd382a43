import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
  readonly label: ReactNode;
  /** Stands at the end of the row: a count, a price. */
  readonly aside?: ReactNode;
}

/** A checkbox whose whole row can be pressed. */
export function Checkbox({ label, aside, className, ...props }: CheckboxProps) {
  return (
    <label
      className={cn(
        "flex min-h-7 cursor-pointer items-center gap-2.5 text-base has-disabled:opacity-55",
        className,
      )}
    >
      <input {...props} type="checkbox" className="size-4 shrink-0 accent-accent" />
      <span className="min-w-0 flex-1">{label}</span> {aside}
    </label>
  );
}
