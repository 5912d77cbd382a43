"use client";

import * as Radix from "@radix-ui/react-popover";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface PopoverProps {
  /** The button that opens it. */
  readonly trigger: ReactNode;
  /** What the panel is about, read aloud. */
  readonly label: string;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A panel under its button: Escape and a press outside close it, focus goes back to the button. */
export function Popover(props: PopoverProps) {
  const { trigger, label, open, onOpenChange, className, children } = props;
  return (
    <Radix.Root {...(open !== undefined && { open })} {...(onOpenChange && { onOpenChange })}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="start"
          sideOffset={4}
          collisionPadding={12}
          aria-label={label}
          className={cn(
            "z-40 max-h-[min(60vh,26rem)] w-72 max-w-[calc(100vw-1.5rem)] overflow-y-auto rounded-lg",
            "border border-line bg-surface p-3 shadow-float focus:outline-none",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
