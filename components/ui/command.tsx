"use client";

import * as Radix from "@radix-ui/react-dialog";
import { Command } from "cmdk";
import { Search } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

export interface CommandDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** What it is, for those who cannot see it. */
  readonly title: string;
  readonly placeholder: string;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** Groups of what fits the search; filtered by whoever gives them. */
  readonly children: ReactNode;
}

/** A field to type into and the list under it, walked by arrow keys; Enter does, Escape closes. */
export function CommandDialog(props: CommandDialogProps) {
  const { open, onOpenChange, title, placeholder, search, onSearch, children } = props;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 bg-black/45" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-x-4 top-[12vh] z-50 mx-auto max-w-xl overflow-hidden rounded-lg bg-surface shadow-float focus:outline-none"
        >
          <Radix.Title className="sr-only">{title}</Radix.Title>
          <Command label={title} shouldFilter={false} loop className="flex max-h-[70vh] flex-col">
            <div className="flex items-center gap-3 border-b border-line px-4">
              <Search aria-hidden className="size-4 shrink-0 text-faint" />
              <Command.Input
                value={search}
                onValueChange={onSearch}
                placeholder={placeholder}
                className="h-12 min-w-0 flex-1 bg-transparent text-md outline-none placeholder:text-faint"
              />
            </div>
            <Command.List className="min-h-0 flex-1 overflow-y-auto p-2">{children}</Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Things of one kind, under their name. */
export function CommandGroup(props: ComponentProps<typeof Command.Group>) {
  return (
    <Command.Group
      {...props}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-faint"
    />
  );
}

/** One thing to do or to go to. */
export function CommandItem(props: ComponentProps<typeof Command.Item>) {
  return (
    <Command.Item
      {...props}
      className="flex h-10 cursor-pointer items-center gap-3 rounded px-2.5 data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent"
    />
  );
}
