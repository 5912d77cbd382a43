"use client";

import * as Radix from "@radix-ui/react-tooltip";
import type { ReactNode } from "react";

export interface TooltipProps {
  readonly text: ReactNode;
  /** One element that can take focus. */
  readonly children: ReactNode;
}

/** A short explanation on hover and on focus. */
export function Tooltip({ text, children }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={250}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            sideOffset={6}
            collisionPadding={12}
            className="z-50 max-w-72 rounded bg-ink px-2.5 py-1.5 text-sm text-canvas shadow-float"
          >
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
