import type { ReactNode } from "react";
import { cn } from "./cn";
import { softTone, type Tone } from "./tone";

export interface BadgeProps {
  readonly tone?: Tone;
  readonly className?: string;
  readonly children: ReactNode;
}

/** One or two words on a tint. */
export function Badge({ tone = "neutral", className, children }: BadgeProps) {
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1 whitespace-nowrap rounded-sm px-1.5 text-xs font-medium",
        "leading-5",
        softTone[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
