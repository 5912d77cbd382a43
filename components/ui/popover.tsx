"use client";

import * as Radix from "@radix-ui/react-popover";
import type { ReactNode } from "react";

export interface PopoverProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** The button that opens it. */
  readonly trigger: ReactNode;
  /** What it holds, for those who cannot see it. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A panel that hangs on a button: Escape and a click elsewhere close it, and focus goes back. */
export function Popover({ open, onOpenChange, trigger, label, children }: PopoverProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end"
          sideOffset={6}
          collisionPadding={12}
          aria-label={label}
          className="z-40 max-h-[min(32rem,70vh)] w-[min(26rem,calc(100vw-24px))] overflow-y-auto rounded-lg border border-line bg-surface shadow-float focus:outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
