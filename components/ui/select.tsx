"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlClass } from "./control";
import { useFieldControl } from "./field";

export interface SelectProps extends ComponentProps<"select"> {
  /** Classes of the box around the control; `className` goes on the control itself. */
  readonly boxClassName?: string;
}

/** The browser's own select in our look: it works by keyboard, on phones and without scripts. */
export function Select({ boxClassName, ...props }: SelectProps) {
  const link = useFieldControl();
  return (
    <span className={cn("relative block", boxClassName)}>
      <select
        {...link}
        {...props}
        className={cn(controlClass, "h-9 appearance-none pr-9", props.className)}
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 text-muted"
      />
    </span>
  );
}
