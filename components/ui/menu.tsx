"use client";

import * as Radix from "@radix-ui/react-dropdown-menu";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export interface MenuProps {
  /** A button; it gets the menu's attributes. */
  readonly trigger: ReactNode;
  readonly align?: "start" | "end";
  readonly children: ReactNode;
}

/** A drop-down menu of actions or links. */
export function Menu({ trigger, align = "end", children }: MenuProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className="z-50 min-w-44 rounded-lg bg-surface p-1 text-base shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface MenuItemProps extends ComponentProps<typeof Radix.Item> {
  readonly danger?: boolean;
}

export function MenuItem({ danger = false, className, ...props }: MenuItemProps) {
  return (
    <Radix.Item
      {...props}
      className={cn(
        "flex min-h-8 cursor-pointer items-center gap-2.5 rounded px-2.5 outline-none",
        "data-disabled:pointer-events-none data-disabled:opacity-55 data-highlighted:bg-hover",
        danger ? "text-bad" : "text-ink",
        className,
      )}
    />
  );
}

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <Radix.Label className="px-2.5 py-1.5 text-xs text-faint">{children}</Radix.Label>;
}

export function MenuLine() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}
